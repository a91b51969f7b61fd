// On the review: what still waits on this device. It is offered once more (it may be stored, its reply lost);
// what the server then refuses came too late, and its person is told what it was.

const bring = (name) => import(document.querySelector(`link[rel=modulepreload][href*="/${name}.js"]`).href);
const { queueOf } = await bring("queue");

const place = document.querySelector("[data-leftover]");
const { entries, drop, waiting, send } = queueOf(place.dataset.leftover);
const NUMBERS = ["", "One answer on this device was", "Two answers on this device were", "Three answers on this device were"];

const element = (tag, properties, ...inside) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...inside);
  return made;
};

// The newest of each question, in their order.
function newest() {
  const byQuestion = new Map(entries().map((entry) => [entry.position, entry]));
  return [...byQuestion.values()].sort((one, other) => parseInt(one.position) - parseInt(other.position));
}

function line({ position, words, client_time }) {
  const [number, isProof] = position.split("/");
  const time = new Date(client_time).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const given = element("b", {}, words || "no answer");
  return element("li", {}, `Question ${number}${isProof ? ", its sentence" : ""}: `, given, ` (given at ${time})`);
}

function tell() {
  const left = newest();
  place.dataset.leftover = left.length ? "some" : "none";
  if (!left.length) return;
  const heading = `${NUMBERS[left.length] ?? `${left.length} answers on this device were`} not stored in time`;
  const away = element("button", { type: "button", className: "button button-quiet", textContent: "Put away" });
  const title = element("h2", { className: "small-head", id: "leftover", textContent: heading });
  const notice = element("section", { className: "notice notice-problem" },
    element("div", { className: "stack stack-tight" }, title,
      element("p", {}, "They came after the end, so they do not count. Tell your teacher if that is not your doing."),
      element("ul", {}, ...left.map(line)), away));
  notice.setAttribute("aria-labelledby", "leftover");
  away.addEventListener("click", () => {
    entries().forEach(drop);
    place.replaceChildren();
  });
  place.replaceChildren(notice);
}

async function offer() {
  for (let tries = 0; waiting().length && tries < 100; tries += 1) await send(waiting()[0]);
}

if (entries().length) {
  await offer().catch(() => {}); // not reached: they are told as they stand
  tell();
} else place.dataset.leftover = "none";
