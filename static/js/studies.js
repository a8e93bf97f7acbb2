// Brings the explorer to the table of studies: at once where a link asks for rows or there is room for it, else when the
// reader asks, so that an old phone does not load what it may not need.
(() => {
  const table = document.querySelector(".studies");
  if (!table.tBodies[0].rows.length) return;
  const start = () => document.head.append(Object.assign(document.createElement("script"), { src: table.dataset.explorer }));
  if (location.search || matchMedia("(min-width: 48.01em)").matches) return addEventListener("load", start);
  const button = Object.assign(document.createElement("button"), {
    type: "button", className: "explorer__start", textContent: "Search, filter and sort",
    onclick: () => { start(); button.remove(); },
  });
  table.parentNode.before(button);
})();
