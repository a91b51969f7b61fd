// Keeps an open attempt usable without a network: its pages, and the style and scripts they need.
// Pages of an attempt hold no key. They are forgotten when it is handed in or somebody signs out.

const SHELL = "shell-1";
const ATTEMPT = "attempt-1";
const OPEN = /^\/attempts\/[0-9a-f-]{36}\/(?:questions(?:\/\d+(?:\/proof)?)?|check)$/;
const CHECK = /\/check$/;
const RENEW = 60_000; // ms after which a kept check page is fetched anew: it tells what is still open
const PAUSE = 500; // ms between two pages, and at least five times what the last one took
const CHANGES_HANDS = /^\/(?:logout|login|tf-validate|mf-recovery|resume|join|(?:setup|welcome)\/[^/]+|account\/sign-out-everywhere|my\/data\/erase)$/; // another person may be here after it
const ENDED = /^\/attempts\/([0-9a-f-]{36})\/review$/;

let wanted = []; // addresses still to be kept, those of the page opened last first
let keeping = null;
let hands = 0; // grows whenever the browser may have changed hands

self.addEventListener("install", (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOldCaches().then(() => self.clients.claim()));
});

self.addEventListener("message", (event) => {
  if (!event.data?.keep) return;
  wanted = [...new Set([...event.data.keep, ...wanted])];
  keeping ??= keepWanted().finally(() => (keeping = null));
  event.waitUntil(Promise.all([keeping, self.clients.claim()])); // a page that was loading when the worker began is not yet its own
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && request.mode === "navigate") event.respondWith(fromServerOnly(request, url));
  else if (request.method !== "GET") return;
  else if (url.pathname.startsWith("/static/")) event.respondWith(fromCacheFirst(request));
  else if (request.mode === "navigate") event.respondWith(fromNetworkFirst(request, url));
});

async function keepShell() {
  const shell = await caches.open(SHELL);
  const page = await fetch("/offline");
  await shell.put("/offline", page.clone());
  await keepWhatItNeeds(page);
}

async function keepWhatItNeeds(page) {
  const shell = await caches.open(SHELL);
  const named = (await page.text()).match(/\/static\/[^"#\s]+/g) ?? [];
  const needed = [...new Set(named)].map((address) => address.replaceAll("&amp;", "&"));
  for (const address of needed) {
    if (!(await shell.match(address))) await shell.add(address);
  }
}

async function forgetOldCaches() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => ![SHELL, ATTEMPT].includes(name)).map((name) => caches.delete(name)));
}

// One after another and slower the busier the server is: saving comes first, here and for everybody else.
async function keepWanted() {
  while (wanted.length) {
    const url = new URL(wanted.shift(), self.location.origin);
    if (url.origin !== self.location.origin || !OPEN.test(url.pathname) || (await isKept(url))) continue;
    const started = Date.now();
    await keepPage(url).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, Math.max(PAUSE, 5 * (Date.now() - started))));
  }
}

async function isKept(url) {
  const kept = await caches.match(url.pathname);
  return kept && (!CHECK.test(url.pathname) || Date.now() - Date.parse(kept.headers.get("date")) < RENEW);
}

async function keepPage(url) {
  const before = hands;
  const page = await fetch(url, { credentials: "same-origin", priority: "low" }).catch(() => null);
  if (!page?.ok || page.redirected || before !== hands) return;
  await (await caches.open(ATTEMPT)).put(url.pathname, page.clone());
  await keepWhatItNeeds(page);
}

async function fromCacheFirst(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const fetched = await fetch(request);
  if (fetched.ok) await (await caches.open(SHELL)).put(request, fetched.clone());
  return fetched;
}

async function fromNetworkFirst(request, url) {
  try {
    const before = hands;
    const page = await fetch(request);
    await remember(page, url, before);
    return page;
  } catch {
    const kept = OPEN.test(url.pathname) ? await caches.match(url.pathname) : null;
    return kept ?? (await caches.match("/offline")) ?? Response.error();
  }
}

async function fromServerOnly(request, url) {
  try {
    return await fetch(request);
  } catch {
    return (await caches.match("/offline")) ?? Response.error();
  } finally {
    if (CHANGES_HANDS.test(url.pathname)) await forgetAll();
  }
}

function forgetAll() {
  hands += 1;
  wanted = [];
  return caches.delete(ATTEMPT);
}

async function remember(page, url, before) {
  const ended = ENDED.exec(new URL(page.url || url).pathname);
  if (ended) await forget(ended[1]);
  else if (before === hands && page.ok && !page.redirected && OPEN.test(url.pathname)) {
    await (await caches.open(ATTEMPT)).put(url.pathname, page.clone());
  }
}

async function forget(attempt) {
  const kept = await caches.open(ATTEMPT);
  for (const request of await kept.keys()) {
    if (request.url.includes(attempt)) await kept.delete(request);
  }
}
