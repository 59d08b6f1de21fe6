// What was opened stays readable without a connection: see /sw.js. Not for members' pages.
addEventListener("load", async () => {
  const worker = navigator.serviceWorker;
  if (!worker) return; // an old browser, or no secure connection
  const first = !worker.controller;
  await worker.register("/sw.js").catch(() => {});
  if (first) (await worker.ready).active.postMessage("keep");
});
