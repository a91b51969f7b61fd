// Saves every change by itself. What the server has not confirmed waits in localStorage, one entry for each save.

const place = document.querySelector("[data-steps]");
const { steps, settles } = place.dataset;
const store = `quizapp/${steps.split("/").at(-4)}/`;
// One part for each question on the page: its fields carry its scope before their names.
const parts = [...document.querySelectorAll("[data-position]")].map((root) => {
  const { position, scope = "", seen } = root.dataset;
  return { root, position, scope, seen: Number(seen), state: scope && root.querySelector(".save-state") };
});
const form = parts.length ? place : null;
const isCheck = !form && !settles;
const channel = new BroadcastChannel(store);
const ABOUT_THE_FORM = ["csrf_token", "save_key", "seen", "shown"];

const random = () => [...crypto.getRandomValues(new Uint32Array(4))].map((n) => n.toString(16)).join("-");
const names = () => Object.keys(localStorage).filter((name) => name.startsWith(store)).sort();
const entries = () => names().map((name) => ({ ...JSON.parse(localStorage[name]), name }));
const keep = (entry) => (localStorage[entry.name] = JSON.stringify({ ...entry, name: undefined }));
const drop = (entry) => localStorage.removeItem(entry.name);
const waiting = () => entries().filter((entry) => !entry.stop);
const mine = ({ position }) => entries().filter((entry) => entry.position === position).at(-1);

for (const part of parts) part.line = mine(part)?.line ?? random(); // changes that follow one another, as opposed to another tab's
let saved, over, signIn, busy, timer, failures = 0, leaving, moving, pressed, settling;

// --- what the page says: only the server's word is "Saved" ---

function say(states, words, icon, failed, link) {
  for (const state of states) {
    const use = state.querySelector("use") ?? document.querySelector(".save-state use");
    const svg = use.closest("svg").cloneNode(true);
    svg.firstElementChild.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${icon}`));
    state.replaceChildren(svg, ` ${words} `);
    if (link) state.append(Object.assign(document.createElement("a"), link));
    state.dataset.state = failed ? "failed" : "";
    state.hidden = !failed && !state.matches("[role], [data-scope] *"); // the one beside the buttons is for bad news only
  }
}

function stopped({ position, stop }, named) {
  const name = named ? `Question ${position}: ` : "";
  if (stop.problem === "behind") return [name + stop.words, "alert", true, { href: stop.page, textContent: "See both answers" }];
  return [`${name}Not saved yet: ${stop.words}`, "ring", true];
}

function show() {
  const all = entries();
  const questions = new Set(all.map((entry) => entry.position)).size;
  const count = questions > 1 ? ` ${questions} answers wait on this device.` : "";
  const onItsWay = failures ? ["Not saved yet: will retry.", "alert", true] : ["Saving", "wait"];
  for (const part of parts.filter(({ state }) => state)) {
    const entry = mine(part);
    if (entry?.stop) say([part.state], ...stopped(entry));
    else if (entry) say([part.state], ...onItsWay);
    else if (part.saved) say([part.state], `Saved ${part.saved}`, "tick");
  }
  const states = document.querySelectorAll(".save-state:not([data-scope] *)");
  const here = parts.map(mine).find((entry) => entry?.stop);
  if (over) say(states, over.words, "alert", true, { href: over.page, textContent: "See your answers" });
  else if (signIn) say(states, signIn.words + count, "alert", true, { href: signIn.page, target: "_blank", textContent: signIn.label });
  else if (here) say(states, ...stopped(here, parts.length > 1));
  else if (waiting().length) say(states, onItsWay[0] + (failures ? count : ""), ...onItsWay.slice(1));
  else if (saved && (form || !all.length)) say(states, saved, "tick");
  else if (all.length) say(states, `Not saved yet: ${all[0].stop.words}`, "ring", true, { href: address(all[0]).replace("/steps", ""), textContent: `Question ${all[0].position}` });
}

// --- what the server says ---

function took(entry, reply) {
  const follows = (other) => other.position === entry.position && other.line === entry.line;
  if (reply.saved_at) {
    for (const other of entries().filter(follows)) keep({ ...other, seen: reply.sequence });
    sessionStorage[store + entry.position] = JSON.stringify({ fields: entry.fields, sequence: reply.sequence });
    const part = parts.find(({ position }) => position === entry.position);
    if (part && follows(part)) know(part, reply.sequence);
    if (part) part.saved = reply.saved_at;
    if (part || !form) saved = `${parts.length > 1 ? `Question ${entry.position}: saved` : "Saved"} ${reply.saved_at}`;
    if (part) mark(reply.answered);
    signIn = undefined;
    failures = 0;
  } else if (["handed_in", "over", "closed", "by_teacher"].includes(reply.problem)) over = reply;
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

function know(part, sequence) {
  part.seen = sequence;
  form.elements[`${part.scope}seen`].value = sequence;
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
    if (reply.page) signIn = { ...reply, page: `${reply.page}?next=${encodeURIComponent(location.pathname)}` };
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

const given = ({ scope }) => [...new FormData(form)]
  .filter(([name]) => name.startsWith(scope))
  .map(([name, value]) => [name.slice(scope.length), value])
  .filter(([name]) => !ABOUT_THE_FORM.includes(name));

function note(part, always) {
  const { position, line, seen } = part;
  const fields = given(part);
  if (JSON.stringify(fields) === part.last && !always) return;
  part.last = JSON.stringify(fields);
  for (const old of entries()) if (old.position === position && old.line === line && (old.stop || !old.tried)) drop(old);
  const save_key = random();
  if (!part.scope) form.elements.save_key.value = save_key;
  const name = `${store}${Date.now()}-${save_key}`;
  keep({ name, position, fields, save_key, line, seen, client_time: new Date().toISOString() });
  pressed = moving = false;
  show();
}

function restore({ root, scope }, fields) {
  for (const control of root.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    const isChoice = ["radio", "checkbox"].includes(control.type);
    const at = fields.findIndex(([name, value]) => scope + name === control.name && (!isChoice || value === control.value));
    if (isChoice) control.checked = at >= 0;
    else if (at >= 0) control.value = fields.splice(at, 1)[0][1];
  }
}

async function settle(event) {
  if (leaving || over) return;
  for (const part of parts) note(part, !navigator.onLine && !waiting().length); // without a connection its page would be lost
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

for (const part of parts) {
  if (!part.scope) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "seen" }));
  know(part, part.seen);
  const queued = mine(part);
  const stored = JSON.parse(sessionStorage[store + part.position] ?? null);
  if (queued) {
    restore(part, queued.fields);
    if (!part.scope) form.elements.save_key.value = queued.save_key;
  } else if (stored?.sequence > part.seen) { // the page was kept for use without a network, and is older
    restore(part, stored.fields);
    know(part, stored.sequence);
  }
  part.last = JSON.stringify(given(part));
  let pause;
  part.root.addEventListener("input", ({ target }) => {
    note(part);
    clearTimeout(pause);
    pause = setTimeout(flush, target.matches("textarea, input:not([type=radio], [type=checkbox])") ? 1000 : 0);
  });
  part.root.addEventListener("change", () => (note(part), flush()));
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

const byHand = document.querySelector("[data-by-hand]"); // what holds without this script
if (byHand) byHand.textContent = "Every change is saved by itself.";
if (entries().length) show();
if (waiting().length) flush();
