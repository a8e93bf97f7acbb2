export default { permalink: ({ page }) => `${page.filePathStem}.html` };
