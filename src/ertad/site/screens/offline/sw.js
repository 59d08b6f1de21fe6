{% autoescape off %}// Ertad without a connection: keeps only pages that the server marks as public.
const FRAME = "frame-{{ version }}", PAGES = "pages", MOST = 60;
const ALWAYS = [{% for each in always %}"{{ each }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const until = (answer) => answer.headers.get("{{ header }}") * 1000;
const clean = (address) => { // `back` may hold words of a search
  const url = new URL(address);
  url.searchParams.delete("back");
  url.hash = "";
  return url.href;
};

addEventListener("install", (e) => e.waitUntil((async () => {
  const frame = await caches.open(FRAME);
  await frame.addAll(ALWAYS.map((url) => new Request(url, { credentials: "omit" })));
  await skipWaiting();
})()));

addEventListener("activate", (e) => e.waitUntil((async () => {
  for (const name of await caches.keys()) if (![FRAME, PAGES].includes(name)) await caches.delete(name);
  await clients.claim();
})()));

addEventListener("message", (e) => { if (e.data === "keep") e.waitUntil(keep(clean(e.source.url))); });

addEventListener("fetch", (e) => {
  const { request } = e, url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname.endsWith("/sign-out/")) e.waitUntil(caches.delete(PAGES));
  if (request.method !== "GET") return;
  if (request.mode === "navigate") e.respondWith(page(e));
  else if (ALWAYS.includes(url.pathname)) e.respondWith(fetch(request).catch(() => caches.match(url.pathname)));
});

async function page(e) {
  const url = clean(e.request.url);
  let answer;
  try { answer = await fetch(e.request); } catch { return await kept(url) || nothing(url); }
  if (until(answer)) e.waitUntil(keep(url, url === e.request.url ? answer.clone() : 0));
  else if (answer.status === 404) e.waitUntil(caches.open(PAGES).then((pages) => pages.delete(url)));
  return answer;
}

async function keep(url, answer) {
  answer ||= await fetch(url);
  if (!answer.ok || answer.redirected || !until(answer)) return;
  const pages = await caches.open(PAGES);
  await pages.put(url, answer); // now the last of keys()
  const all = await pages.keys();
  for (const [at, old] of all.entries()) {
    if (at < all.length - MOST || until(await pages.match(old)) < Date.now()) await pages.delete(old);
  }
}

async function kept(url) {
  const answer = await (await caches.open(PAGES)).match(url, { ignoreVary: true });
  if (!answer || until(answer) < Date.now()) return;
  const html = (await answer.text()).replace('"without-connection" hidden', '"without-connection"');
  return new Response(html, { headers: answer.headers });
}

function nothing(url) {
  const own = ALWAYS.find((page) => new URL(url).pathname.startsWith(page.slice(0, 4)));
  return caches.match(own || ALWAYS[0], { ignoreVary: true });
}
{% endautoescape %}
