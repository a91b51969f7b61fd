// Minutes left, counted from what the server says is left: the clock of this device does not matter.
// Without this module the page still says when the attempt ends; the server ends it either way.

const HIDDEN = "quizapp-time-hidden";
const AHEAD = "quizapp-clock-ahead";
const WARNINGS = [[60, "One minute left."], [300, "Five minutes left."]];
const AGAIN = 30_000; // ms between two questions to the server how much is left
const SHOWN = 60_000; // ms for which a warning stands there, unless it is put away
const OLD = 5; // seconds after which a page counts as kept from earlier

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// For this tab, over all pages of an attempt; where the browser keeps nothing, for this page.
const here = new Map();
const kept = (name) => { try { return sessionStorage.getItem(name); } catch { return here.get(name) ?? null; } };
const keep = (name, value) => { here.set(name, value); try { sessionStorage.setItem(name, value); } catch { /* see above */ } };

const inWords = (seconds) => {
  if (seconds <= 60) return "less than a minute left";
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} minutes left` : `${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
};

const element = (tag, properties) => Object.assign(document.createElement(tag), properties);

// Seconds by which this device's clock is ahead of the server's, by a page or a reply with what was left just then.
const ahead = ({ left, due }) => Date.now() / 1000 - (Number(due) - Number(left));

// A page that was kept for use without a network tells what was left when it was made.
function leftNow(dataset) {
  const now = ahead(dataset);
  const least = Math.min(now, Number(kept(AHEAD) ?? Infinity));
  keep(AHEAD, String(least));
  return { left: Number(dataset.left) - (now - least), isOld: now - least > OLD };
}

// A warning where it is seen, also with the head of the page scrolled away.
function notice(timer) {
  const line = element("p", { className: "time-note", hidden: true });
  const words = element("span", {});
  const away = element("button", { type: "button", className: "text-button", textContent: "Put away" });
  const bar = document.querySelector(".actions-sticky");
  let leaving;
  away.addEventListener("click", () => { line.hidden = true; });
  line.append(words, " ", away);
  if (bar) bar.prepend(line);
  else timer.after(line);
  return (text, isLast) => {
    clearTimeout(leaving);
    words.textContent = text;
    line.hidden = false;
    away.hidden = Boolean(isLast);
    if (!isLast) leaving = setTimeout(() => { line.hidden = true; }, SHOWN);
  };
}

function follow(timer) {
  const { ask: question, over: onward } = timer.dataset;
  const first = leftNow(timer.dataset);
  let total = first.left;
  let start = performance.now();
  const left = () => total - (performance.now() - start) / 1000;

  const words = element("span", {});
  const button = element("button", { type: "button", className: "text-button" });
  const spoken = element("span", { className: "visually-hidden" });
  spoken.setAttribute("role", "status");
  const end = element("span", {});
  end.append(...timer.childNodes);
  timer.append(end, words, " ", button, spoken);
  const show = notice(timer);

  let hidden = kept(HIDDEN) === "yes";
  const draw = () => {
    end.hidden = words.hidden = hidden;
    button.textContent = hidden ? "Show the time" : "Hide the time";
    const now = `, ${inWords(left())}`;
    if (words.textContent !== now) words.textContent = now;   // only when it changes
  };
  button.addEventListener("click", () => { hidden = !hidden; keep(HIDDEN, hidden ? "yes" : "no"); draw(); });

  // Each warning once in an attempt, also where it falls between two pages.
  const told = `quizapp-told ${onward}`;
  const warn = (seconds) => {
    const [at, warning] = WARNINGS.find(([limit]) => seconds <= limit) ?? [Infinity, ""];
    if (at >= Number(kept(told) ?? Infinity)) return;
    keep(told, String(at));
    const words = inWords(seconds);
    const said = seconds > at - 5 ? warning : `${words[0].toUpperCase()}${words.slice(1)}.`;
    spoken.textContent = said;
    show(said);
  };

  // A device that slept has counted too little, and a teacher may have moved the end. What the server said, if it did.
  const ask = async () => {
    try {
      const reply = await fetch(question, { headers: { Accept: "application/json" }, signal: AbortSignal.timeout(5000) });
      if (!reply.ok) return null;
      const fresh = await reply.json();
      if (fresh.is_over || fresh.left === null) return fresh;
      keep(AHEAD, String(ahead(fresh)));
      [total, start] = [fresh.left, performance.now()];
      end.textContent = fresh.words;
      return fresh;
    } catch { return null; /* not reached: what is shown goes on */ }
  };

  let over = false;
  const finish = async () => {
    over = true;
    stop();
    spoken.textContent = "Time is up. What you saved is handed in.";
    show(spoken.textContent, true);
    if (!navigator.onLine) {
      show("Time is up. What you saved is handed in. Your results open when the network is back.", true);
      await new Promise((resolve) => addEventListener("online", resolve, { once: true }));
    }
    const waits = []; // whoever still has something to save says so
    document.dispatchEvent(new CustomEvent("quizapp:time-up", { detail: waits }));
    await Promise.race([Promise.all([sleep(1500), ...waits]), sleep(6000)]);
    location.replace(onward);
  };
  const hear = (fresh) => {
    if (over || !fresh) return;
    if (fresh.is_over) finish();
    else if (fresh.left === null) { stop(); timer.remove(); }   // it has no end any more
    else tick();
  };

  let isAsking = false;
  const askAgain = async () => {
    if (over || isAsking || document.hidden || !navigator.onLine) return;
    isAsking = true;
    hear(await ask());
    isAsking = false;
  };
  const tick = async () => {
    if (over || isAsking) return;
    draw();
    if (left() > 0) { warn(left()); return; }
    isAsking = true;
    const fresh = navigator.onLine ? await ask() : null;   // it may have been moved
    isAsking = false;
    if (fresh) hear(fresh);
    else if (!over && left() <= 0) finish();
  };
  const ticking = setInterval(tick, 1000);
  const asking = setInterval(askAgain, AGAIN);
  const stop = () => { clearInterval(ticking); clearInterval(asking); };
  document.addEventListener("visibilitychange", askAgain);
  for (const event of ["focus", "online"]) addEventListener(event, askAgain);
  draw();
  if (first.isOld) askAgain();
}

document.querySelectorAll("[data-left]").forEach(follow);
document.querySelectorAll("form[data-at-once]").forEach((form) => form.requestSubmit());
