// Minutes left, counted from what the server says is left: the clock of this device does not matter.
// Without this module the page still says when the attempt ends; the server ends it either way.

const HIDDEN = "quizapp-time-hidden";
const WARNINGS = [[60, "One minute left."], [300, "Five minutes left."]];

// For this tab, over all pages of an attempt; where the browser keeps nothing, for this page.
const here = new Map();
const kept = (name) => { try { return sessionStorage.getItem(name); } catch { return here.get(name) ?? null; } };
const keep = (name, value) => { here.set(name, value); try { sessionStorage.setItem(name, value); } catch { /* see above */ } };

const inWords = (seconds) => {
  if (seconds <= 60) return "less than a minute left";
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} minutes left` : `${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
};

function follow(timer) {
  let start = performance.now();
  let total = Number(timer.dataset.left);
  const left = () => total - (performance.now() - start) / 1000;

  const words = document.createElement("span");
  const button = document.createElement("button");
  const spoken = document.createElement("span");
  button.type = "button";
  button.className = "text-button";
  spoken.className = "visually-hidden";
  spoken.setAttribute("role", "status");
  const end = document.createElement("span");
  end.append(...timer.childNodes);
  timer.append(end, words, " ", button, spoken);

  let hidden = kept(HIDDEN) === "yes";
  const draw = () => {
    end.hidden = words.hidden = hidden;
    button.textContent = hidden ? "Show the time" : "Hide the time";
    const now = `, ${inWords(left())}`;
    if (words.textContent !== now) words.textContent = now;   // only when it changes
  };
  button.addEventListener("click", () => { hidden = !hidden; keep(HIDDEN, hidden ? "yes" : "no"); draw(); });

  // Each warning once in an attempt, also where it falls between two pages.
  const told = `quizapp-told ${timer.dataset.over}`;
  const warn = (seconds) => {
    const [at, warning] = WARNINGS.find(([limit]) => seconds <= limit) ?? [Infinity, ""];
    if (at >= Number(kept(told) ?? Infinity)) return;
    keep(told, String(at));
    const words = inWords(seconds);
    spoken.textContent = seconds > at - 5 ? warning : `${words[0].toUpperCase()}${words.slice(1)}.`;
  };

  let over = false;
  const tick = () => {
    if (over) return;
    const seconds = left();
    draw();
    if (seconds > 0) { warn(seconds); return; }
    over = true;
    clearInterval(ticking);
    spoken.textContent = "Time is up. What you saved is handed in.";
    document.dispatchEvent(new CustomEvent("quizapp:time-up"));
    setTimeout(() => location.replace(timer.dataset.over), 1500);
  };
  const ticking = setInterval(tick, 1000);

  // A device that slept has counted too little, and a teacher may have moved the end: ask again.
  const ask = async () => {
    try {
      const reply = await fetch(location.href);
      if (!reply.ok) return;
      if (reply.redirected) { location.replace(timer.dataset.over); return; }
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      if (page.querySelector("[data-at-once]")) { location.replace(timer.dataset.over); return; }
      const fresh = page.querySelector("[data-left]");
      if (!fresh) { timer.remove(); clearInterval(ticking); return; }   // it has no end any more
      total = Number(fresh.dataset.left);
      start = performance.now();
      tick();
    } catch { /* not reached: what is shown goes on */ }
  };
  document.addEventListener("visibilitychange", () => { if (!document.hidden && !over) ask(); });
  draw();
}

document.querySelectorAll("[data-left]").forEach(follow);
document.querySelectorAll("form[data-at-once]").forEach((form) => form.requestSubmit());
