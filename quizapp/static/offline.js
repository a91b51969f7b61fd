// Asks the browser to keep the pages of the open attempt, and finds the way between them without a network.

const form = document.querySelector("form#question");

async function keep() {
  if (!("serviceWorker" in navigator) || !navigator.onLine) return;
  await navigator.serviceWorker.register("/offline-worker");
  const { active } = await navigator.serviceWorker.ready;
  const links = document.querySelectorAll(".question-map a");
  active?.postMessage({ keep: [location.href, ...[...links].map((link) => link.href), checkPage()] });
}

function checkPage() {
  return location.pathname.replace(/questions(\/\d+)?$/, "check");
}

function onward(button) {
  if (button?.name !== "go") return null;
  if (button.value === "check") return checkPage();
  return /^\d+$/.test(button.value) ? location.pathname.replace(/\d+$/, button.value) : null;
}

// The response itself waits in the page's queue (attempt.js); without a network only the way on is left to do.
form?.addEventListener("submit", (event) => {
  const next = navigator.onLine ? null : onward(event.submitter);
  if (!next) return;
  event.preventDefault();
  if (navigator.serviceWorker?.controller) caches.match(next).then((kept) => kept && location.assign(next));
});

keep().catch(() => {}); // a browser that keeps nothing still has the plain pages
