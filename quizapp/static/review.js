// Approve, reject, next and previous without loading a page: many drafts are here, and what is decided is sent behind.
// Without this script each of them is a plain form or link.
const desk = document.getElementById("review");
const state = document.getElementById("review-state");
const all = [...desk.querySelectorAll("[data-draft]")];
const waiting = () => all.filter((draft) => !draft.dataset.decided);
const shown = () => all.find((draft) => !draft.hidden);
const undoing = desk.querySelector("[data-undo]");
let sending = Promise.resolve();
let unsent = 0; // decisions on their way, or waiting for those before them
let refused = 0;
let isUndoing = false;

function say(words) {
  state.textContent = words;
}

function show(draft) {
  for (const other of all) other.hidden = other !== draft;
  history.replaceState(null, "", `?at=${draft.dataset.draft}`);
  const stem = draft.querySelector(".stem");
  stem.focus({ preventScroll: true });
  draft.scrollIntoView({ block: "start" });
}

function neighbour(draft, step) {
  const left = all.filter((other) => other === draft || !other.dataset.decided);
  return left[left.indexOf(draft) + step];
}

function count(step, words) {
  document.getElementById("left").textContent = waiting().length + Number(desk.dataset.others);
  if (words !== "Approved") return;
  desk.dataset.approved = Number(desk.dataset.approved) + step;
  document.getElementById("approved").textContent = desk.dataset.approved;
}

async function send(form, draft, words) {
  try {
    const body = new URLSearchParams(new FormData(form));
    const reply = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, keepalive: true });
    const told = await reply.json();
    if (!reply.ok) throw new Error(told.words);
    say(`${words}, saved`);
    undoing.hidden = false;
    undoing.elements.decision.value = told.decision;
    document.getElementById("undo-words").textContent = `Undo: ${words.toLowerCase()} “${draft.querySelector(".stem").textContent.slice(0, 40)}”`;
  } catch (error) {
    refused += 1;
    delete draft.dataset.decided;
    count(-1, words);
    show(draft);
    say(`Not saved. ${error.constructor === Error ? error.message : "The server cannot be reached; try once more."}`);
  } finally {
    unsent -= 1;
  }
}

function decide(form) {
  const draft = form.closest("[data-draft]");
  if (draft.dataset.decided) return;
  const following = neighbour(draft, 1) ?? neighbour(draft, -1);
  const words = form.dataset.decide;
  draft.dataset.decided = words;
  count(1, words);
  say(`${words}. Saving`);
  unsent += 1;
  sending = sending.then(() => send(form, draft, words));
  if (following) show(following);
  else sending.then(() => { if (!waiting().length) location.assign(location.pathname); });
}

// Once all is saved. Whoever has to be told that something is not stays.
function leaveFor(address) {
  const before = refused;
  sending.then(() => refused === before && location.assign(address));
}

function go(step) {
  const to = neighbour(shown(), step);
  const elsewhere = shown().querySelector(step > 0 ? "[data-beyond]" : "[data-before]"); // on another page
  if (to) show(to);
  else if (elsewhere) leaveFor(elsewhere.href);
  else say(step > 0 ? "This is the last draft." : "This is the first draft.");
}

// what is on its way is saved before it is taken back
function undo() {
  if (isUndoing) return;
  isUndoing = true;
  sending.then(() => {
    if (!undoing.hidden) return undoing.submit();
    isUndoing = false;
    say("There is no decision to take back.");
  });
}

desk.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target === undoing) undo();
  else decide(event.target);
});
addEventListener("pageshow", () => (isUndoing = false));
desk.addEventListener("click", (event) => {
  const link = event.target.closest("[data-next], [data-previous]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(link.matches("[data-next]") ? 1 : -1);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!unsent || !link || event.defaultPrevented || link.hash || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  leaveFor(link.href);
});
addEventListener("beforeunload", (event) => unsent && event.preventDefault());

const deeds = {
  A: (draft) => draft.querySelector("[data-decide=Approved]")?.requestSubmit(),
  E: (draft) => sending.then(() => draft.querySelector("[data-edit]").click()),
  R: (draft) => draft.querySelector(".reason").focus(),
  N: () => go(1),
  P: () => go(-1),
  U: undo,
};
if (document.documentElement.dataset.keys !== "off") {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return;
    const draft = shown();
    if (!draft && event.key.toUpperCase() !== "U") return;
    if (event.target.closest("textarea, select, input")) {
      if (event.key === "Escape") draft?.querySelector(".stem").focus();
      return;
    }
    const deed = deeds[event.key.toUpperCase()];
    if (!deed) return;
    event.preventDefault();
    deed(draft);
  });
}
if (new URLSearchParams(location.search).has("at")) shown()?.querySelector(".stem").focus();
