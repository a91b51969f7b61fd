// Saves every change by itself. What the server has not confirmed waits in the queue of the attempt.

// Modules are named by their content (web/pages.py), so the page says where they are; there they are kept for offline use too.
const bring = (name) => import(document.querySelector(`link[rel=modulepreload][href*="/${name}.js"]`).href);
const [{ queueOf }, { say, sayAgain, tell }] = await Promise.all([bring("queue"), bring("state_lines")]);

const place = document.querySelector("[data-steps]");
const { steps, settles } = place.dataset;
const { store, entries, keep, drop, waiting, address, send } = queueOf(steps);
// One part for each question on the page: its fields carry its scope before their names.
const parts = [...document.querySelectorAll("[data-position]")].map((root) => {
  const { position, scope = "", seen } = root.dataset;
  return { root, position, scope, seen: Number(seen), state: scope && root.querySelector(".save-state") };
});
const form = parts.length ? place : null;
const isCheck = !form && !settles;
const channel = new BroadcastChannel(store);
const ABOUT_THE_FORM = ["csrf_token", "save_key", "seen", "shown", "reason", "words"]; // the last two are a report's

const random = () => [...crypto.getRandomValues(new Uint32Array(4))].map((n) => n.toString(16)).join("-");
const ofQuestion = ({ position }) => entries().filter((entry) => entry.position === position && !entry.over);
const mine = (part) => ofQuestion(part).at(-1);
const numberOf = ({ position }) => String(position).split("/")[0]; // "3/proof" is a part of question 3
const copies = (name) => { try { return JSON.parse(sessionStorage[name] ?? null); } catch { return null; } };
const copy = (name, value) => { try { sessionStorage[name] = JSON.stringify(value); } catch { /* only for kept pages */ } };

for (const part of parts) part.line = mine(part)?.line ?? random(); // changes that follow one another, as opposed to another tab's
let saved, over, signIn, busy, timer, failures = 0, leaving, moving, pressed, settling;

// --- what the page says: only the server's word is "Saved" ---

function stopped({ position, stop }, named) {
  const name = named ? `Question ${position}: ` : "";
  if (stop.problem === "behind") return [name + stop.words, "alert", true, { href: stop.page, textContent: stop.page.endsWith("/proof") ? "See the stored sentence" : "See both answers" }];
  return [`${name}Not saved yet: ${stop.words}`, "ring", true];
}

const linesOf = (page) => [...page.querySelectorAll(".save-state:not([data-scope] *)")];

function overWords(all) {
  const count = new Set(all.map(numberOf)).size;
  const lost = count ? ` ${count === 1 ? "One answer" : `${count} answers`} on this device ${count === 1 ? "was" : "were"} not stored.` : "";
  return [over.words + lost, "alert", true, { href: over.page, textContent: "See your results" }];
}

function show() {
  const all = entries();
  over ??= all.find((entry) => entry.over)?.over; // another tab was told so
  const questions = new Set(all.map(numberOf)).size;
  const count = questions > 1 ? ` ${questions} answers wait on this device.` : "";
  const onItsWay = failures ? ["Not saved yet: will retry.", "alert", true] : ["Saving", "wait"];
  for (const part of parts.filter(({ state }) => state)) {
    const entry = mine(part);
    if (entry?.stop) say([part.state], ...stopped(entry));
    else if (entry) say([part.state], ...onItsWay);
    else if (part.saved) say([part.state], ...part.saved);
    else sayAgain([part.state]);
  }
  const states = linesOf(document);
  const here = parts.map(mine).find((entry) => entry?.stop);
  if (over) say(states, ...overWords(all));
  else if (signIn) say(states, signIn.words + count, "alert", true, { href: signIn.page, target: "_blank", textContent: signIn.label });
  else if (here) say(states, ...stopped(here, parts.length > 1));
  else if (waiting().length) say(states, onItsWay[0] + (failures ? count : ""), ...onItsWay.slice(1));
  else if (saved && (form || !all.length)) say(states, ...saved);
  else if (all.length) say(states, `Not saved yet: ${all[0].stop.words}`, "ring", true, { href: address(all[0]).replace("/steps", ""), textContent: `Question ${numberOf(all[0])}` });
  else sayAgain(states);
}

// --- what the server says ---

const nothing = ({ position }) => (position.includes("/") ? "No sentence yet" : "No answer yet");
const ELSEWHERE = ["Another answer was saved in another tab.", "alert", true, { href: location.pathname, textContent: "Show it" }];
const standing = (part, { saved_at, answered }) => (answered ? [`Saved ${saved_at}`, "tick"] : [nothing(part), "ring"]);

function took(entry, reply) {
  const part = parts.find(({ position }) => position === entry.position);
  if (reply.saved_at) {
    const follows = (other) => other.position === entry.position && other.line === entry.line;
    // not the entry itself: what another tab has dropped may still be seen here, and keeping it would bring it back
    for (const other of entries().filter(follows)) if (other.name !== entry.name) keep({ ...other, seen: reply.sequence });
    copy(store + entry.position, { fields: entry.fields, reply });
    const isShown = part && responseIn(given(part)) === responseIn(entry.fields);
    if (part && (isShown || follows(part))) know(part, reply.sequence);
    if (part) part.saved = isShown ? standing(part, reply) : ELSEWHERE;
    if (part ? parts.length === 1 : !form) saved = part?.saved ?? standing(entry, reply);
    else if (part) saved = [`Question ${entry.position}: saved ${reply.saved_at}`, "tick"];
    if (part) mark(reply.answered);
    signIn = undefined;
    failures = 0;
  } else if (entries().some((other) => other.over)) over = reply;
  else if (!["behind", "invalid"].includes(reply.problem)) notStored(entry, reply);
  show();
  if (isCheck && !settling && !over && !entries().length) location.reload(); // its list has become old
}

function notStored(entry, reply) {
  const refused = { words: reply.words, href: address(entry).replace("/steps", ""), number: numberOf(entry) };
  if (isCheck) copy(`${store}refused`, refused); // told once more after the page is loaded anew
  tellRefused(refused);
}

function tellRefused({ words, href, number }) {
  tell(`Your last answer to question ${number} was not stored. ${words}`, { href, textContent: `See question ${number}` });
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

async function sendFirst() {
  const entry = waiting()[0];
  try {
    const reply = await send(entry);
    if (!reply) return false;
    took(entry, reply);
    channel.postMessage([entry, reply]);
    return true;
  } catch (fault) {
    if (fault.page) signIn = { ...fault, page: `${fault.page}?next=${encodeURIComponent(location.pathname)}` };
    throw fault;
  }
}

async function sendAll() {
  try {
    for (let tries = 0; waiting().length; ) if (!(await sendFirst()) && ++tries > 3) throw new Error("the server takes no token");
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

const given = ({ scope }, from = form) => [...new FormData(from)]
  .filter(([name]) => name.startsWith(scope))
  .map(([name, value]) => [name.slice(scope.length), value])
  .filter(([name]) => !ABOUT_THE_FORM.includes(name));

const responseIn = (fields) => JSON.stringify(fields.filter(([name]) => name === "response"));

// For the review, where somebody may have to be told what came too late.
const inWords = ({ root, scope }) => [...root.querySelectorAll(`[name="${scope}response"]`)]
  .filter((control) => control.value && (control.checked || !["radio", "checkbox"].includes(control.type)))
  .map((control) => {
    const chosen = control.selectedOptions?.[0];
    if (chosen) return `${control.labels[0].textContent.trim()}: ${chosen.textContent}`;
    return control.closest("label")?.querySelector(".option-text")?.textContent ?? control.value;
  })
  .join("; ");

function note(part, always) {
  const { position, line, seen } = part;
  const fields = given(part);
  if (JSON.stringify(fields) === part.last && !always) return;
  part.last = JSON.stringify(fields);
  for (const old of ofQuestion(part)) if (old.line === line && (old.stop || !old.tried)) drop(old);
  const save_key = random();
  if (!part.scope) form.elements.save_key.value = save_key;
  const name = `${store}${Date.now()}-${save_key}`;
  keep({ name, position, fields, save_key, line, seen, words: inWords(part), client_time: new Date().toISOString() });
  pressed = moving = false;
  show();
}

function restore({ root, scope }, fields) {
  for (const control of root.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    if (ABOUT_THE_FORM.includes(control.name)) continue;
    const isChoice = ["radio", "checkbox"].includes(control.type);
    const at = fields.findIndex(([name, value]) => scope + name === control.name && (!isChoice || value === control.value));
    if (isChoice) control.checked = at >= 0;
    else if (at >= 0) control.value = fields.splice(at, 1)[0][1];
  }
}

// This page may be older than what was stored: kept in the browser, or made while another tab was saving.
function catchUp(part, stored) {
  if (!(stored?.reply?.sequence > part.seen)) return;
  restore(part, stored.fields);
  know(part, stored.reply.sequence);
  saved = part.saved = standing(part, stored.reply);
}

function tellNewcomer(asked) {
  for (const [position, seen] of asked) {
    const stored = copies(store + position);
    if (stored?.reply?.sequence > seen) channel.postMessage({ position, stored });
  }
}

function hear({ asked, position, stored }) {
  if (asked) return tellNewcomer(asked);
  const part = parts.find((one) => one.position === position);
  if (!part || mine(part) || JSON.stringify(given(part)) !== part.last) return;
  catchUp(part, stored);
  part.last = JSON.stringify(given(part));
  show();
}

async function settle(event) {
  if (leaving) return;
  if (over) return void (event.preventDefault(), location.assign(over.page));
  for (const part of parts) note(part, !navigator.onLine && !waiting().length); // without a connection its page would be lost
  const left = waiting();
  const isOnItsWay = left.length === 1 && left[0].save_key === form?.elements.save_key.value && navigator.onLine && !failures;
  if (!left.length || isOnItsWay) return void (leaving = true); // the form carries the same key
  event.preventDefault();
  const again = pressed; // whoever presses once more goes on with what the form holds
  settling = pressed = true;
  await Promise.race([flush(), new Promise((resolve) => setTimeout(resolve, again ? 4000 : 20_000))]);
  if (!leaving && (!waiting().length || (again && navigator.onLine))) {
    leaving = true;
    event.target.requestSubmit(event.submitter);
  }
  settling = false;
}

function take(part, made) {
  if (!form.elements[`${part.scope}seen`]) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "seen" }));
  know(part, part.seen);
  const queued = mine(part);
  const stored = copies(store + part.position);
  part.last = JSON.stringify(given(part, made));
  if (JSON.stringify(given(part)) !== part.last) note(part); // changed before this script had come
  else if (queued) {
    restore(part, queued.fields);
    if (!part.scope) form.elements.save_key.value = queued.save_key;
  } else catchUp(part, stored); // the page was kept for use without a network, and is older
  part.last = JSON.stringify(given(part));
  let pause;
  part.root.addEventListener("input", ({ target }) => {
    note(part);
    clearTimeout(pause);
    pause = setTimeout(flush, target.matches("textarea, input:not([type=radio], [type=checkbox])") ? 1000 : 0);
  });
  part.root.addEventListener("change", () => (note(part), flush()));
}

for (const entry of entries()) if (entry.over) keep({ ...entry, over: undefined }); // this page is open, so its end was moved
const made = form?.cloneNode(true); // as the server made it
made?.reset();
for (const part of parts) take(part, made);
document.querySelector("main form[method=post]")?.addEventListener("submit", settles ? () => (leaving = true) : settle);
if (settles) {
  const done = () => entries().forEach((entry) => entry.position === settles && drop(entry));
  place.addEventListener("submit", done);
  place.querySelector("a.button").addEventListener("click", done);
}
new BroadcastChannel("quizapp").onmessage = () => { // somebody signs out in another tab (forget.js)
  for (const name of Object.keys(sessionStorage)) if (name.startsWith("quizapp")) sessionStorage.removeItem(name);
};
channel.onmessage = ({ data }) => {
  if (!Array.isArray(data)) return hear(data);
  took(...data);
  if (waiting().length) flush();
};
if (parts.length) channel.postMessage({ asked: parts.map(({ position, seen }) => [position, seen]) });
for (const event of ["online", "focus", "pagehide"]) addEventListener(event, () => waiting().length && flush());
addEventListener("storage", ({ key }) => key?.startsWith(store) && show()); // another tab keeps or settles something
addEventListener("pageshow", () => (leaving = moving = false));
addEventListener("moving", () => (moving = true)); // to another page of the attempt: it takes up what waits
document.addEventListener("click", ({ target }) => (moving ||= target.closest("a")?.href.includes(steps.replace(/[^/]+\/[^/]+\/steps$/, ""))));
document.addEventListener("quizapp:time-up", ({ detail }) => {
  leaving = true;
  detail.push(flush());
});
addEventListener("offline", show);
addEventListener("beforeunload", (event) => {
  const isOld = (entry) => Date.now() - Date.parse(entry.client_time) > 1500 || !navigator.onLine;
  if (!leaving && !moving && !over && entries().some(isOld)) event.preventDefault();
});

const byHand = document.querySelector("[data-by-hand]"); // what holds without this script
if (byHand) byHand.textContent = "Every change is saved by itself.";
const refused = copies(`${store}refused`);
if (refused) tellRefused(refused);
if (refused) sessionStorage.removeItem(`${store}refused`);
if (entries().length || saved) show();
if (waiting().length) flush();
