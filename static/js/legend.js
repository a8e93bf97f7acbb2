// Opens a legend when the pointer rests on its word or button. Without this script the button still opens it.
// Keeps WCAG 2.2, 1.4.13: Escape closes it, the pointer may enter it, and it stays until the pointer has left both.
(() => {
  if (!HTMLElement.prototype.showPopover || !matchMedia("(hover: hover)").matches) return;

  const WAIT = 90, LINGER = 250;
  let open = null, timer = 0;

  const show = (opener) => {
    const legend = document.getElementById(opener.getAttribute("popovertarget"));
    if (!legend || legend.matches(":popover-open")) return;
    legend.showPopover({ source: opener });
    open = legend;
  };
  const hide = () => {
    if (open && open.matches(":popover-open") && !open.matches(":focus-within")) open.hidePopover();
    open = null;
  };
  const later = (act, wait) => { clearTimeout(timer); timer = setTimeout(act, wait); };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const near = event.target.closest(".explained, .opener");
    const opener = near && (near.matches(".opener") ? near : near.querySelector(".opener"));
    if (opener) later(() => show(opener), WAIT);
    else if (open && event.target.closest(".legend") === open) clearTimeout(timer);
    else if (open) later(hide, LINGER);
    else clearTimeout(timer);
  });
  // A legend that hovering opened is one that a click on its button keeps, instead of closing it.
  document.addEventListener("click", (event) => {
    const opener = event.target.closest(".opener");
    if (opener && open && open.id === opener.getAttribute("popovertarget")) { event.preventDefault(); open = null; }
  }, true);
})();
