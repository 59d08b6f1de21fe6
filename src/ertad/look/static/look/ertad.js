// Ertad: conveniences only; every page works without this file.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const keep = (store, key, value) => { try { value === null ? store.removeItem(key) : store.setItem(key, value); } catch { /* full or forbidden */ } };
  const kept = (store, key) => { try { return store.getItem(key); } catch { return null; } };
  const here = location.pathname + location.search;

  // Say at once what is wrong: the error summary takes the focus.
  all("[data-focus]").slice(0, 1).forEach((box) => box.focus());

  // Print; closed details are opened for it.
  all("[data-print]").forEach((b) => b.addEventListener("click", () => print()));
  addEventListener("beforeprint", () => all("details.details:not([open])").forEach((d) => { d.open = d.dataset.shut = true; }));
  addEventListener("afterprint", () => all("details[data-shut]").forEach((d) => { d.open = false; delete d.dataset.shut; }));

  // The account menu closes with Escape or a click elsewhere.
  const shut = (e) => all("details.account[open]").forEach((d) => {
    if (e.key === "Escape") d.querySelector("summary").focus();
    if (e.key === "Escape" || (e.type === "click" && !d.contains(e.target))) d.open = false;
  });
  addEventListener("keydown", shut);
  addEventListener("click", shut);

  // Text size without loading the page again; the server hears of it too.
  const sizes = ["normal", "large", "larger", "largest"];
  all("form[data-text-size]").forEach((form) => form.addEventListener("submit", (e) => {
    const button = e.submitter;
    if (!button) return;
    e.preventDefault();
    const root = document.documentElement;
    const at = Math.max(sizes.findIndex((size) => root.classList.contains("text-" + size)), 0);
    const size = sizes[Math.min(Math.max(at + Number(button.dataset.step), 0), sizes.length - 1)];
    root.classList.remove(...sizes.map((s) => "text-" + s));
    root.classList.add("text-" + size);
    fetch(form.action, { method: "POST", redirect: "manual", body: new URLSearchParams({ text_size: size, next: "/" }) });
  }));

  // Back to results: the list comes back where it was left.
  if (document.querySelector("[data-results]")) {
    const top = kept(sessionStorage, "top:" + here);
    if (top && document.referrer.startsWith(location.origin) && kept(sessionStorage, "back")) scrollTo({ top: +top, behavior: "instant" });
    addEventListener("pagehide", () => keep(sessionStorage, "top:" + here, String(scrollY)));
  }
  keep(sessionStorage, "back", null);
  all("[data-back]").forEach((a) => a.addEventListener("click", () => keep(sessionStorage, "back", "1")));

  // Filters apply themselves where htmx is there to make it quick.
  if (window.htmx) {
    document.addEventListener("change", (e) => {
      const form = e.target.closest("form[data-autosubmit]");
      if (form) form.requestSubmit();
    });
    all("form[data-autosubmit] [data-apply]").forEach((b) => { b.hidden = true; });
  }

  // Keys for queues: data-key="m" is pressed by the letter m, unless someone is typing.
  addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input:not([type=radio]):not([type=checkbox]),select,textarea,[contenteditable]")) return;
    const hit = all("[data-key]").find((el) => el.dataset.key === e.key && el.offsetParent);
    if (hit) { e.preventDefault(); hit.click(); }
  });

  // A broken connection loses no typing: data-draft="name" keeps the words in this browser.
  all("form[data-draft]").forEach((form) => {
    const key = "draft:" + form.dataset.draft, fields = () => [...form.elements].filter((el) => el.name && !/^(hidden|password|file|submit)$/.test(el.type));
    const read = () => fields().map((el) => [el.name, el.value, el.checked]);
    const first = JSON.stringify(read());
    let leaving = false;
    const before = kept(localStorage, key);
    if (before && before !== first) {
      const words = JSON.parse(before), note = form.querySelector("[data-draft-note]");
      fields().forEach((el, i) => { const [name, value, checked] = words[i] || []; if (name === el.name) /^(radio|checkbox)$/.test(el.type) ? (el.checked = checked) : (el.value = value); });
      if (note) note.hidden = false;
    }
    all("[data-draft-drop]", form).forEach((b) => b.addEventListener("click", () => { keep(localStorage, key, null); leaving = true; location.reload(); }));
    form.addEventListener("input", () => keep(localStorage, key, JSON.stringify(read())));
    form.addEventListener("submit", () => { leaving = true; });
    addEventListener("beforeunload", (e) => { if (!leaving && JSON.stringify(read()) !== first) e.preventDefault(); });
  });
  // The page after a form was saved says so: <main data-saved="name"> forgets the draft.
  all("[data-saved]").forEach((el) => keep(localStorage, "draft:" + el.dataset.saved, null));
})();
