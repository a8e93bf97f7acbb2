// Studies are a collection of each review, in two orders; the layouts are Nunjucks.
const byReview = (order) => (all) => {
  const found = {};
  for (const { data } of all.getAll()) {
    if (data.layout === "study.njk") (found[data.review] ??= []).push(data.sheet);
  }
  for (const rows of Object.values(found)) rows.sort((one, other) => order(one) - order(other));
  return found;
};

export default function (config) {
  config.addPassthroughCopy({ "static/assets": "assets" });
  config.addCollection("byReview", byReview((sheet) => sheet.order));
  config.addCollection("byPlot", byReview((sheet) => sheet.plot.order));
  config.setNunjucksEnvironmentOptions({ trimBlocks: true, lstripBlocks: true });
}
export const config = {
  dir: { input: "content", includes: "../_includes", data: "../_data" },
  markdownTemplateEngine: false,
};
