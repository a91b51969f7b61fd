// Asks the browser to keep the pages of the open attempt, and finds the way between them without a network.

const form = document.querySelector("form#question");

async function keep() {
  if (!("serviceWorker" in navigator) || !navigator.onLine) return;
  await navigator.serviceWorker.register("/offline-worker");
  const { active } = await navigator.serviceWorker.ready;
  const pages = [...document.querySelectorAll(".question-map a")].map((link) => link.href);
  const here = pages.indexOf(location.href);
  active?.postMessage({ keep: [location.href, ...pages.slice(here + 1), checkPage(), ...pages.slice(0, here + 1)] });
}

function checkPage() {
  return location.pathname.replace(/questions(\/\d+(\/proof)?)?$/, "check");
}

function onward(button) {
  if (button?.name !== "go") return null;
  if (button.value === "check") return checkPage();
  return /^\d+$/.test(button.value) ? location.pathname.replace(/\d+(\/proof)?$/, button.value) : null;
}

function moveTo(page) {
  dispatchEvent(new Event("moving"));
  location.assign(page);
}

// The response itself waits in the page's queue (attempt.js); without a network only the way on is left to do.
form?.addEventListener("submit", (event) => {
  const next = navigator.onLine ? null : onward(event.submitter);
  if (!next) return;
  event.preventDefault();
  if (navigator.serviceWorker?.controller) caches.match(next).then((kept) => kept && moveTo(next));
});

keep().catch(() => {}); // a browser that keeps nothing still has the plain pages
