// Passkeys: what the browser's own window answers is put into the form. `webauthnJSON` is allauth's.
(() => {
  const json = async (form) => form.dataset.ask
    ? (await fetch(form.dataset.ask, { headers: { Accept: "application/json" } })).json()
    : JSON.parse(document.getElementById("js_data").textContent);

  const create = (options) => webauthnJSON.create({
    ...options,
    publicKey: {
      ...options.publicKey,
      authenticatorSelection: {
        ...options.publicKey.authenticatorSelection,
        residentKey: "required", requireResidentKey: true, userVerification: "required",
      },
    },
  });

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", async (e) => {
      if (form.elements.credential.value) return;
      e.preventDefault();
      const failed = document.querySelector("[data-passkey-failed]");
      if (failed) failed.hidden = true;
      try {
        const data = await json(form);
        const made = form.dataset.passkey === "create"
          ? await create(data.creation_options) : await webauthnJSON.get(data.request_options);
        form.elements.credential.value = JSON.stringify(made);
        form.submit();
      } catch {
        if (failed) { failed.hidden = false; failed.focus(); }
      }
    });
  }
})();
