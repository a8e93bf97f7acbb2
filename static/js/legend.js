// Opens a legend when the mouse rests on its word or button; without this script the button still opens it.
// WCAG 2.2, 1.4.13: Escape closes it, the mouse may enter it, it stays until the mouse has left both.
(() => {
  if (!HTMLElement.prototype.showPopover) return;
  // The legend that hovering opened, and the button it stands beside.
  let legend = null, beside = null, timer;

  const soon = (act, wait) => { clearTimeout(timer); timer = setTimeout(act, wait); };
  const show = (opener) => {
    const wanted = document.getElementById(opener.getAttribute("popovertarget"));
    if (wanted.matches(":popover-open")) {
      // Opened by a click or a key it stays where it is.
      if (wanted !== legend || opener === beside) return;
      wanted.hidePopover();
    }
    wanted.showPopover({ source: opener });
    [legend, beside] = [wanted, opener];
  };
  const hide = () => {
    if (legend && !legend.matches(":focus-within")) legend.hidePopover();
    legend = null;
  };

  document.addEventListener("pointerover", ({ target, pointerType }) => {
    if (pointerType !== "mouse") return;
    const opener = target.closest("[data-note]") || target.closest(".explained")?.querySelector("[data-note]");
    if (opener) soon(() => show(opener), 90);
    else if (legend && !legend.contains(target)) soon(hide, 250);
    else clearTimeout(timer);
  });
  // A click on the button of a legend that hovering opened keeps it open, beside that button.
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-note]");
    if (!legend?.matches(":popover-open") || opener?.getAttribute("popovertarget") !== legend.id) return;
    event.preventDefault();
    show(opener);
    legend = null;
  }, true);
})();
