// Saves every change by itself. What the server has not confirmed waits in localStorage, one entry for each save.

const place = document.querySelector("[data-steps]");
const { steps, position, settles } = place.dataset;
const store = `quizapp/${steps.split("/").at(-4)}/`;
const form = position ? place : null;
const isCheck = !form && !settles;
const channel = new BroadcastChannel(store);
const ABOUT_THE_FORM = ["csrf_token", "save_key", "seen"];

const random = () => [...crypto.getRandomValues(new Uint32Array(4))].map((n) => n.toString(16)).join("-");
const names = () => Object.keys(localStorage).filter((name) => name.startsWith(store)).sort();
const entries = () => names().map((name) => ({ ...JSON.parse(localStorage[name]), name }));
const keep = (entry) => (localStorage[entry.name] = JSON.stringify({ ...entry, name: undefined }));
const drop = (entry) => localStorage.removeItem(entry.name);
const waiting = () => entries().filter((entry) => !entry.stop);
const mine = () => entries().filter((entry) => entry.position === position).at(-1);

const line = mine()?.line ?? random(); // changes that follow one another, as opposed to another tab's
let saved, seen, last, over, signIn, busy, timer, failures = 0, leaving, moving, pressed, settling;

// --- what the page says: only the server's word is "Saved" ---

function say(words, icon, failed, link) {
  for (const state of document.querySelectorAll(".save-state")) {
    const use = state.querySelector("use") ?? document.querySelector(".save-state use");
    const svg = use.closest("svg").cloneNode(true);
    svg.firstElementChild.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${icon}`));
    state.replaceChildren(svg, ` ${words} `);
    if (link) state.append(Object.assign(document.createElement("a"), link));
    state.dataset.state = failed ? "failed" : "";
    state.hidden = !failed && !state.getAttribute("role"); // the one beside the buttons is for bad news only
  }
}

function show() {
  const stop = mine()?.stop;
  const all = entries();
  const questions = new Set(all.map((entry) => entry.position)).size;
  const count = questions > 1 ? ` ${questions} answers wait on this device.` : "";
  if (over) say(over.words, "alert", true, { href: over.page, textContent: "See your answers" });
  else if (signIn) say(signIn.words + count, "alert", true, { href: signIn.page, target: "_blank", textContent: "Sign in" });
  else if (stop?.problem === "behind") say(stop.words, "alert", true, { href: stop.page, textContent: "See both answers" });
  else if (stop) say(`Not saved yet: ${stop.words}`, "ring", true);
  else if (waiting().length && failures) say(`Not saved yet: will retry.${count}`, "alert", true);
  else if (waiting().length) say("Saving", "wait", false);
  else if (saved && (form || !all.length)) say(`Saved ${saved}`, "tick", false);
  else if (all.length) say(`Not saved yet: ${all[0].stop.words}`, "ring", true, { href: address(all[0]).replace("/steps", ""), textContent: `Question ${all[0].position}` });
}

// --- what the server says ---

function took(entry, reply) {
  const follows = (other) => other.position === entry.position && other.line === entry.line;
  if (reply.saved_at) {
    for (const other of entries().filter(follows)) keep({ ...other, seen: reply.sequence });
    sessionStorage[store + entry.position] = JSON.stringify({ fields: entry.fields, sequence: reply.sequence });
    if (follows({ position, line })) know(reply.sequence);
    if (!form || entry.position === position) saved = reply.saved_at;
    if (entry.position === position) mark(reply.answered);
    signIn = undefined;
    failures = 0;
  } else if (["handed_in", "over", "closed"].includes(reply.problem)) over = reply;
  show();
  if (isCheck && !settling && !over && !entries().length) location.reload(); // its list has become old
}

// The head counted when the page was made; the map can be kept true.
function mark(isAnswered) {
  document.querySelector(".running-head [data-counted]")?.remove();
  const here = form?.querySelector(".question-map [aria-current]");
  here?.toggleAttribute("data-answered", isAnswered);
  const words = here?.querySelector("[data-words]");
  if (words) words.textContent = isAnswered ? ", answered" : ", not answered";
}

function know(sequence) {
  seen = sequence;
  if (form) form.elements.seen.value = seen;
}

const address = (entry) => steps.replace(/\d+\/steps$/, `${entry.position}/steps`);
const token = () => document.querySelector("[name=csrf_token]");

async function send(entry) {
  keep({ ...entry, tried: true });
  const { save_key, client_time } = entry;
  const body = new URLSearchParams([...entry.fields, ...Object.entries({ save_key, client_time, seen: entry.seen, csrf_token: token().value })]);
  const headers = { Accept: "application/json" };
  const response = await fetch(address(entry), { method: "POST", body, headers, keepalive: true, signal: AbortSignal.timeout(15000) });
  const reply = await response.json();
  if (reply.problem === "expired") {
    for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = reply.csrf_token;
    return false;
  }
  if (response.ok || (response.status === 409 && reply.problem !== "behind")) {
    drop(entry);
    if (!response.ok) entries().forEach(drop);
  } else if (response.status === 409 || response.status === 422) {
    entries().forEach((other) => other.stop && other.position === entry.position && drop(other));
    if (localStorage[entry.name]) keep({ ...entry, stop: reply });
  } else {
    if (reply.page) signIn = { words: reply.words, page: `${reply.page}?next=${encodeURIComponent(location.pathname)}` };
    throw reply;
  }
  took(entry, reply);
  channel.postMessage([entry, reply]);
  return true;
}

async function sendAll() {
  try {
    let tries = 0;
    for (let entry; (entry = waiting()[0]); ) if (!(await send(entry)) && ++tries > 3) throw entry;
  } catch {
    failures += 1;
    timer = setTimeout(flush, 1000 * Math.min(30, 2 ** (failures - 1)));
  }
  show();
}

function flush() {
  clearTimeout(timer);
  timer = undefined;
  busy ??= (navigator.locks ? navigator.locks.request(store, sendAll) : sendAll()).finally(() => {
    busy = undefined;
    if (waiting().length && !timer) flush();
  });
  return busy;
}

// --- what the person does ---

const given = () => [...new FormData(form)].filter(([name]) => !ABOUT_THE_FORM.includes(name));

function note(always) {
  const fields = given();
  if (JSON.stringify(fields) === last && !always) return;
  last = JSON.stringify(fields);
  for (const old of entries()) if (old.position === position && old.line === line && (old.stop || !old.tried)) drop(old);
  const save_key = (form.elements.save_key.value = random());
  const name = `${store}${Date.now()}-${save_key}`;
  keep({ name, position, fields, save_key, line, seen, client_time: new Date().toISOString() });
  pressed = moving = false;
  show();
}

function restore(fields) {
  for (const control of form.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    const isChoice = ["radio", "checkbox"].includes(control.type);
    const at = fields.findIndex(([name, value]) => name === control.name && (!isChoice || value === control.value));
    if (isChoice) control.checked = at >= 0;
    else if (at >= 0) control.value = fields.splice(at, 1)[0][1];
  }
}

async function settle(event) {
  if (leaving || over) return;
  if (form) note(!navigator.onLine && !mine()); // without a connection its page would be lost
  const left = waiting();
  const isOnItsWay = left.length === 1 && left[0].save_key === form?.elements.save_key.value && navigator.onLine && !failures;
  if (!left.length || isOnItsWay) return void (leaving = true); // the form carries the same key
  event.preventDefault();
  settling = true;
  await Promise.race([flush(), new Promise((resolve) => setTimeout(resolve, 4000))]);
  if (!waiting().length || (pressed && navigator.onLine)) {
    leaving = true;
    event.target.requestSubmit(event.submitter);
  }
  settling = false;
  pressed = true;
}

if (form) {
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "seen" }));
  know(Number(form.dataset.seen));
  const queued = mine();
  const stored = JSON.parse(sessionStorage[store + position] ?? null);
  if (queued) {
    restore(queued.fields);
    form.elements.save_key.value = queued.save_key;
  } else if (stored?.sequence > seen) { // the page was kept for use without a network, and is older
    restore(stored.fields);
    know(stored.sequence);
  }
  last = JSON.stringify(given());
  let pause;
  form.addEventListener("input", ({ target }) => {
    note();
    clearTimeout(pause);
    pause = setTimeout(flush, target.matches("textarea, input:not([type=radio], [type=checkbox])") ? 1000 : 0);
  });
  form.addEventListener("change", () => (note(), flush()));
}
document.querySelector("main form[method=post]")?.addEventListener("submit", settles ? () => (leaving = true) : settle);
if (settles) {
  const done = () => entries().forEach((entry) => entry.position === settles && drop(entry));
  place.addEventListener("submit", done);
  place.querySelector("a.button").addEventListener("click", done);
}
channel.onmessage = ({ data }) => took(...data);
for (const event of ["online", "focus", "pagehide"]) addEventListener(event, () => waiting().length && flush());
addEventListener("pageshow", () => (leaving = moving = false));
addEventListener("moving", () => (moving = true)); // to another page of the attempt: it takes up what waits
document.addEventListener("click", ({ target }) => (moving ||= target.closest("a")?.href.includes(steps.replace(/[^/]+\/[^/]+\/steps$/, ""))));
addEventListener("offline", show);
addEventListener("beforeunload", (event) => {
  const isOld = (entry) => Date.now() - Date.parse(entry.client_time) > 1500 || !navigator.onLine;
  if (!leaving && !moving && entries().some(isOld)) event.preventDefault();
});

if (entries().length) show();
if (waiting().length) flush();
