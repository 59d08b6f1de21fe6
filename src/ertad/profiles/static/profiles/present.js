// Five steps by keyboard; without this file they are one below the other, with links.
(() => {
  const slides = [...document.querySelectorAll(".slide")];
  const close = document.querySelector("[data-close]"), full = document.querySelector("[data-full]");
  let at = Math.max(slides.findIndex((slide) => "#" + slide.id === location.hash), 0);

  const go = (to) => {
    at = Math.min(Math.max(to, 0), slides.length - 1);
    history.replaceState(null, "", "#" + slides[at].id);
    slides[at].focus({ preventScroll: true });
    slides[at].scrollIntoView();
  };

  // Whoever scrolls by hand goes on from where it was left.
  const seen = new IntersectionObserver((entries) => entries.forEach((entry) => {
    if (entry.isIntersecting) at = slides.indexOf(entry.target);
  }), { threshold: 0.6 });
  slides.forEach((slide) => seen.observe(slide));

  const screen = () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.();
  if (document.fullscreenEnabled && full) { full.hidden = false; full.onclick = screen; }

  // A step that is longer than the window is read to its end first.
  const longer = () => slides[at].offsetHeight > innerHeight + 8;
  const steps = {
    ArrowRight: () => go(at + 1), PageDown: () => go(at + 1), ArrowLeft: () => go(at - 1), PageUp: () => go(at - 1),
    ArrowDown: () => !longer() && go(at + 1), ArrowUp: () => !longer() && go(at - 1),
    Home: () => go(0), End: () => go(slides.length - 1),
    f: screen, F: screen,
    Escape: () => { if (!document.fullscreenElement) location.href = close.href; },
  };
  addEventListener("keydown", (e) => {
    const step = !(e.ctrlKey || e.metaKey || e.altKey) && steps[e.key];
    if (step && step() !== false) e.preventDefault();
  });
})();
