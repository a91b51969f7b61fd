// Minutes left, counted from what the server says is left: the clock of this device does not matter.
// Without this module the page still says when the attempt ends; the server ends it either way.

const HIDDEN = "quizapp-time-hidden";
const WARNINGS = [[60, "One minute left."], [300, "Five minutes left."]];

const kept = () => { try { return sessionStorage.getItem(HIDDEN) === "yes"; } catch { return false; } };
const keep = (hidden) => { try { sessionStorage.setItem(HIDDEN, hidden ? "yes" : "no"); } catch { /* not kept */ } };

const inWords = (seconds) => {
  if (seconds <= 60) return "less than a minute left";
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} minutes left` : `${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
};

function follow(timer) {
  const start = performance.now();
  const total = Number(timer.dataset.left);
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

  let hidden = kept();
  const draw = () => {
    end.hidden = words.hidden = hidden;
    button.textContent = hidden ? "Show the time" : "Hide the time";
    const now = `, ${inWords(left())}`;
    if (words.textContent !== now) words.textContent = now;   // only when it changes
  };
  button.addEventListener("click", () => { hidden = !hidden; keep(hidden); draw(); });

  let before = total;
  let over = false;
  const tick = () => {
    if (over) return;
    const seconds = left();
    for (const [at, warning] of WARNINGS) {
      if (before > at && seconds <= at) { spoken.textContent = warning; break; }
    }
    before = seconds;
    draw();
    if (seconds > 0) return;
    over = true;
    clearInterval(ticking);
    spoken.textContent = "Time is up. What you saved is handed in.";
    document.dispatchEvent(new CustomEvent("quizapp:time-up"));
    setTimeout(() => location.replace(timer.dataset.over), 1500);
  };
  const ticking = setInterval(tick, 1000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) tick(); });
  draw();
}

document.querySelectorAll("[data-left]").forEach(follow);
document.querySelectorAll("form[data-at-once]").forEach((form) => form.requestSubmit());
