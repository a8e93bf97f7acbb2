// What the preview adds to livereload.js: a plug-in, in the form that it asks for, which goes to the page that the edited
// file makes; and a page that came before the last change, or before the preview was begun again, is loaded anew.
const { state } = document.currentScript.dataset;

document.addEventListener("LiveReloadConnect", async () => {
  const answer = await fetch("/preview/state");
  if (await answer.text() !== state) location.reload();
});

window.LiveReloadPluginFollow = class {
  static identifier = "follow";
  static version = "1.0";
  reload(path) {
    if (!path.startsWith("follow:")) return false;
    const target = new URL("/" + path.slice("follow:".length), location.href);
    if (target.pathname === location.pathname) location.reload();
    else location.assign(target);
    return true;
  }
};
