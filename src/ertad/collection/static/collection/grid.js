// Many rows at once: each row saves itself; what is not sent waits in this tab.
(() => {
  const grid = document.querySelector("[data-grid]"), say = grid.dataset, key = "grid:" + say.grid;
  let store = {};
  try { store = sessionStorage; } catch {}
  const unsent = JSON.parse(store[key] || "{}");
  const one = (tr, what) => tr.querySelector(what);
  const rows = [...grid.querySelectorAll("[data-row]")];
  const cells = (tr) => [...tr.querySelectorAll("[name^=is-]")];
  const was = (c) => c.parentNode.firstElementChild;
  const col = (c) => c.name.split("-")[1];
  const typed = (tr) => cells(tr).filter((c) => c.value !== was(c).value);
  const make = (name, set) => Object.assign(document.createElement(name), set);
  const note = (tr, ...texts) => one(tr, "[data-note]").replaceChildren(...texts.map((textContent) => make("span", { className: "error", textContent })));

  const keep = (tr) => {
    unsent[tr.dataset.row] = Object.fromEntries(typed(tr).map((c) => [col(c), [c.first ?? was(c).value, c.value]]));
    try { store[key] = JSON.stringify(unsent); } catch {}
  };

  // Two people wrote into one cell: both values, and one is chosen.
  const ask = (tr, c, theirs) => {
    const hint = c.parentNode.lastElementChild;
    const choice = (textContent, take) => make("button", { className: "button quiet", type: "button", textContent, onclick() {
      if (take) c.value = was(c).value;
      delete c.first;
      hint.replaceChildren();
      save(tr);
      c.focus();
    } });
    hint.replaceChildren(say.both + " " + theirs + " ", choice(say.take, 1), choice(say.keep));
  };

  const save = async (tr, more) => {
    clearTimeout(tr.timer);
    keep(tr);
    const sent = more ? [] : typed(tr).filter((c) => c.first === undefined);
    if (tr.busy || (!sent[0] && !more)) return;
    const said = {}, body = new URLSearchParams({ base: one(tr, "[name^=base-]").value, ...more });
    sent.forEach((c) => {
      body.set("is-" + col(c), said[col(c)] = c.value);
      body.set("was-" + col(c), was(c).value);
    });
    tr.busy = 1;
    try {
      const told = await (await fetch(tr.dataset.row, { method: "POST", body })).json();
      if (told.gone) tr.remove();
      if (!told.is) return note(tr, told.problem);
      cells(tr).forEach((c) => {
        const name = col(c), before = was(c).value, now = was(c).value = told.is[name];
        if (name in told.theirs) {
          c.first = before;
          ask(tr, c, told.theirs[name]);
        } else if (c.value === (said[name] ?? before)) c.value = now;
      });
      one(tr, "[data-undo]").hidden = !told.undo;
      note(tr, ...told.notes);
    } catch {
      note(tr, say.unsaved);
    } finally {
      tr.busy = 0;
      keep(tr);
    }
  };
  const again = () => rows.forEach((tr) => save(tr));

  rows.forEach((tr) => {
    const back = unsent[tr.dataset.row] || {}, undo = one(tr, "[data-undo]");
    cells(tr).forEach((c) => { if (back[col(c)]) [was(c).value, c.value] = back[col(c)]; });
    tr.oninput = () => {
      keep(tr);
      note(tr, say.unsaved);
      clearTimeout(tr.timer);
      tr.timer = setTimeout(save, 900, tr);
    };
    tr.onchange = () => save(tr);
    if (undo) undo.onclick = () => save(tr, { undo: 1 });
  });
  again();
  setInterval(again, 4000);
  addEventListener("online", again);
  addEventListener("beforeunload", (e) => { if (rows.some((tr) => typed(tr)[0])) e.preventDefault(); });
  grid.onsubmit = () => { rows.length = 0; };

  // Keys as in a spreadsheet.
  grid.onkeydown = (e) => {
    const c = e.target, tr = c.closest("[data-row]"), text = c.type === "text";
    if (!tr || !c.name) return;
    const at = (end) => text && c.selectionStart === end && c.selectionEnd === end;
    const down = e.key === "Enter" ? 1 : (text && { ArrowDown: 1, ArrowUp: -1 }[e.key]) || 0;
    const across = e.key === "ArrowLeft" && at(0) ? -1 : +(e.key === "ArrowRight" && at(c.value.length));
    if (!down && !across) return;
    e.preventDefault();
    cells(rows[rows.indexOf(tr) + down] || tr)[cells(tr).indexOf(c) + across]?.focus();
  };
})();
