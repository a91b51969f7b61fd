// Before somebody else uses this browser: the pages and copies it keeps of an attempt go.
// Answers that wait stay, for their attempt's page only; whoever signs out is told of them.

async function forget() {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith("quizapp")) sessionStorage.removeItem(name);
  new BroadcastChannel("quizapp").postMessage("forget");
  const names = "caches" in window ? await caches.keys() : [];
  await Promise.all(names.filter((name) => name.startsWith("attempt-")).map((name) => caches.delete(name)));
}

// The worker (offline-worker.js) does the same once the server has replied; here it is for pages without one.
for (const form of document.querySelectorAll("form[data-forgets], [data-forgets] form[method=post]")) {
  form.addEventListener("submit", () => forget().catch(() => {}));
}

const line = document.querySelector("[data-waiting]");
const waiting = Object.keys(localStorage)
  .filter((name) => name.startsWith("quizapp/"))
  .map((name) => [name.split("/")[1], JSON.parse(localStorage[name])])
  .filter(([, entry]) => !entry.over);
const count = new Set(waiting.map(([attempt, { position }]) => `${attempt} ${position}`)).size;
if (line && count) {
  const [they, it] = count === 1 ? ["One answer is", "it"] : [`${count} answers are`, "they"];
  line.querySelector("p").textContent = `${they} not saved yet. Open the quiz before you sign out, so that ${it} can be sent. `
    + `Else ${it} will wait in this browser until you open the quiz here again.`;
  line.hidden = false;
}
