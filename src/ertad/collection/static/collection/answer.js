// Answer by link: without a connection nothing is sent; the page stays, and what was typed in it.
(() => {
  const cut = document.querySelector("[data-offline]");
  const tell = () => { if (cut) cut.hidden = navigator.onLine; };
  ["online", "offline"].forEach((name) => addEventListener(name, tell));
  tell();
  addEventListener("submit", (e) => {
    if (navigator.onLine) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    cut?.scrollIntoView();
  }, true);
})();
