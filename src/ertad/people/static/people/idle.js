// Warns before one is signed out for doing nothing, and goes on when asked. The server keeps the time.
(() => {
  const box = document.querySelector("[data-idle]");
  if (!box) return;
  const { whole, warn, ask, more, out } = box.dataset;
  const token = box.querySelector("[name=csrfmiddlewaretoken]").value;
  const clock = box.querySelector("[data-left]");
  let end = Date.now() + whole * 1000, told = Date.now(), timer, before = null, asking = false;

  const tell = async (url, options) => {
    asking = true;
    try {
      const answer = await fetch(url, options);
      if (answer.ok) end = Date.now() + (await answer.json()).left * 1000;
      return answer.ok;
    } catch {
      return false; // no connection: the time that is known runs on
    } finally {
      asking = false;
    }
  };
  const goOn = async () => {
    told = Date.now();
    await tell(more, { method: "POST", headers: { "X-CSRFToken": token } });
    look();
  };
  const show = () => {
    if (box.hidden) {
      before = document.activeElement;
      box.hidden = false;
      box.querySelector("button").focus();
    }
  };
  const hide = () => {
    if (!box.hidden) { box.hidden = true; before?.focus?.(); }
  };
  const look = async () => {
    clearTimeout(timer);
    let left = (end - Date.now()) / 1000;
    if ((left <= warn && box.hidden || left <= 0) && !asking) { // another window may have gone on
      const known = await tell(ask);
      left = (end - Date.now()) / 1000;
      if (known && left <= 0) {
        dispatchEvent(new Event("ertad:leaving"));
        location.assign(out);
        return;
      }
    }
    left = Math.max(left, 0);
    if (left <= warn) {
      show();
      clock.textContent = `${Math.floor(left / 60)}:${String(Math.floor(left % 60)).padStart(2, "0")}`;
      timer = setTimeout(look, 1000);
    } else {
      hide();
      timer = setTimeout(look, Math.min((left - warn) * 1000 + 50, 2 ** 31 - 1));
    }
  };
  box.querySelector("button").addEventListener("click", goOn);
  // Whoever types is doing something, though nothing is sent yet.
  addEventListener("input", () => { if (box.hidden && Date.now() - told > whole * 1000 / 6) goOn(); });
  addEventListener("visibilitychange", look);
  look();
})();
