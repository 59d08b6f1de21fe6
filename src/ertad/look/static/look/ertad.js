// Ertad: conveniences only; every page works without this file.
(() => {
  const all = (what, root = document) => [...root.querySelectorAll(what)];
  let store = {}; // of this tab only: machines in offices are shared
  try { store = sessionStorage; } catch { /* forbidden */ }
  const keep = (key, value) => { try { store[key] = value; } catch { /* full */ } };
  const here = location.pathname + location.search;

  // The error summary takes the focus.
  document.querySelector("[data-focus]")?.focus();

  // Print, with details open.
  all("[data-print]").forEach((b) => { b.onclick = () => print(); });
  addEventListener("beforeprint", () => all("details.details:not([open])").forEach((d) => { d.open = d.dataset.shut = true; }));
  addEventListener("afterprint", () => all("[data-shut]").forEach((d) => { d.open = false; delete d.dataset.shut; }));

  // The account menu closes with Escape or a click elsewhere.
  const menu = document.querySelector("details.account");
  addEventListener("click", (e) => { if (menu && !menu.contains(e.target)) menu.open = false; });
  menu?.addEventListener("keydown", (e) => {
    if (e.key === "Escape") { menu.open = false; menu.firstElementChild.focus(); }
  });

  // Text size without loading the page again.
  const sizes = ["normal", "large", "larger", "largest"], look = document.documentElement.classList;
  document.querySelector("[data-text-size]")?.addEventListener("submit", (e) => {
    if (!e.submitter) return;
    e.preventDefault();
    const at = sizes.findIndex((size) => look.contains("text-" + size));
    const size = sizes[Math.min(Math.max(at + +e.submitter.dataset.step, 0), 3)];
    look.replace("text-" + sizes[at], "text-" + size);
    fetch(e.target.action, { method: "POST", redirect: "manual", body: new URLSearchParams({ text_size: size, next: here }) });
  });

  // Back to results: the list comes back where it was left.
  if (document.querySelector("[data-results]")) {
    if (store.back) scrollTo({ top: store["top:" + here] || 0, behavior: "instant" });
    addEventListener("pagehide", () => keep("top:" + here, scrollY));
  }
  delete store.back;
  all("[data-back]").forEach((a) => a.addEventListener("click", () => keep("back", 1)));

  // Filters apply themselves.
  addEventListener("change", (e) => e.target.closest("form[data-autosubmit]")?.requestSubmit());
  all("[data-autosubmit] [data-apply]").forEach((b) => { b.hidden = true; });

  // Keys for queues: data-key="m" is clicked by the letter m, unless someone is typing.
  document.body.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input:not([type=radio],[type=checkbox]),select,textarea")) return;
    const hit = all("[data-key]").find((el) => el.dataset.key === e.key && el.offsetParent);
    if (hit) { e.preventDefault(); hit.click(); }
  });

  // A broken connection loses no typing; data-saved on the next page forgets the draft.
  all("[data-saved]").forEach((el) => delete store["draft:" + el.dataset.saved]);
  all("form[data-draft]").forEach((form) => {
    const key = "draft:" + form.dataset.draft;
    const fields = () => [...form.elements].filter((el) => el.name && !/hidden|password|file|submit|multiple/.test(el.type));
    const read = () => JSON.stringify(fields().map((el) => [el.name, el.value, el.checked]));
    const first = read(), draft = store[key];
    let leaving = false;
    if (draft && draft !== first) {
      const words = JSON.parse(draft);
      fields().forEach((el, i) => {
        const [name, value, checked] = words[i] || [];
        if (name !== el.name) return;
        if (/radio|checkbox/.test(el.type)) el.checked = checked; else el.value = value;
      });
      all("[data-draft-note]", form).forEach((note) => { note.hidden = false; });
    }
    form.addEventListener("input", () => keep(key, read()));
    form.onsubmit = () => { leaving = true; };
    addEventListener("ertad:leaving", form.onsubmit);
    addEventListener("beforeunload", (e) => { if (!leaving && read() !== first) e.preventDefault(); });
  });
})();
