// Marking in the article: a button appears while words are selected; the marks are kept with the attempt.
const pane = document.querySelector("#article[data-marks]");
const passages = pane ? [...pane.querySelectorAll("p.passage[data-start]")] : [];
const apart = ".passage-number, .visually-hidden";
let chosen = null;

function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

// Offsets count characters as the server does, not UTF-16 units.
function lengthOf(fragment) {
  fragment.querySelectorAll(apart).forEach((e) => e.remove());
  return [...fragment.textContent].length;
}
function offset(passage, node, at) {
  const range = document.createRange();
  range.setStart(passage, 0);
  range.setEnd(node, at);
  return Number(passage.dataset.start) + lengthOf(range.cloneContents());
}
function lettersOf(passage) {
  const copy = document.createDocumentFragment();
  copy.append(...[...passage.childNodes].map((n) => n.cloneNode(true)));
  copy.querySelectorAll(apart).forEach((e) => e.remove());
  return [...copy.textContent];
}

// Whole words only: each end moves out to the end of its word, and in over spaces.
const inWord = (letters, at) => /[\p{L}\p{M}\p{N}'’-]/u.test(letters[at] ?? "");
const isSpace = (letters, at) => /\s/u.test(letters[at] ?? "");
function wordStart(letters, from) {
  let at = from;
  while (isSpace(letters, at)) at += 1;
  while (at > 0 && inWord(letters, at) && inWord(letters, at - 1)) at -= 1;
  return at;
}
function wordEnd(letters, from) {
  let at = from;
  while (at > 0 && isSpace(letters, at - 1)) at -= 1;
  while (inWord(letters, at) && inWord(letters, at - 1)) at += 1;
  return at;
}
function spanOf(range) {
  const met = passages.filter((p) => range.intersectsNode(p));
  if (!met.length) return null;
  const first = met[0], last = met[met.length - 1];
  const [firstBase, lastBase] = [Number(first.dataset.start), Number(last.dataset.start)];
  const lastLetters = lettersOf(last);
  const from = first.contains(range.startContainer) ? offset(first, range.startContainer, range.startOffset) - firstBase : 0;
  const to = last.contains(range.endContainer) ? offset(last, range.endContainer, range.endOffset) - lastBase : lastLetters.length;
  const start = firstBase + wordStart(lettersOf(first), from);
  const end = lastBase + wordEnd(lastLetters, to);
  return start < end ? { start, end, on: true } : null;
}

function draw(marks) {
  for (const passage of passages) {
    const letters = lettersOf(passage), base = Number(passage.dataset.start);
    const kept = [...passage.children].filter((e) => e.matches(apart));
    const pieces = [];
    let at = 0;
    for (const [start, end] of marks) {
      const from = Math.max(start - base, 0), to = Math.min(end - base, letters.length);
      if (from >= to) continue;
      pieces.push(letters.slice(at, from).join(""), element("mark", "inked", letters.slice(from, to).join("")));
      at = to;
    }
    passage.replaceChildren(...kept, ...pieces, letters.slice(at).join(""));
  }
  list(marks);
}

function list(marks) {
  own.hidden = !marks.length;
  lines.replaceChildren(...marks.map(([start, end]) => {
    const line = element("li"), passage = passages.findLast((p) => Number(p.dataset.start) <= start);
    const base = Number(passage.dataset.start), words = lettersOf(passage).slice(start - base, end - base).join("");
    const away = element("button", "text-button", "Take away");
    away.type = "button";
    away.append(element("span", "visually-hidden", `: ${words}`));
    away.addEventListener("click", () => send({ start, end, on: false }).then(() => pane.focus()));
    line.append(element("p", "ledger-reply", words), element("p", "ledger-action"));
    line.lastChild.append(away);
    return line;
  }));
}

async function send(change) {
  said.textContent = "";
  const token = document.querySelector("input[name=csrf_token]").value;
  try {
    const reply = await fetch(pane.dataset.marks, {
      method: "POST", body: JSON.stringify(change),
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    });
    if (!reply.ok) throw reply;
    draw((await reply.json()).marks);
    getSelection().removeAllRanges();
    said.textContent = change.on ? "Marked" : "Mark taken away";
    setTimeout(() => { said.textContent = ""; }, 5000);
  } catch (fault) {
    said.textContent = "This could not be kept. Load the page again, then try once more.";
  }
}

const bar = element("div", "mark-bar"), button = element("button", "button button-quiet", "Mark these words"), said = element("p", "mark-state");
const own = element("div", "own-marks"), title = element("h3", "", "Your marks"), lines = element("ol", "ledger");
if (pane) {
  button.type = "button";
  button.hidden = true;
  said.setAttribute("role", "status");
  lines.setAttribute("role", "list");
  bar.append(button, said);
  own.append(title, lines);
  pane.append(bar, own);
  list(JSON.parse(pane.dataset.marked));
  const offer = () => {
    const selection = getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const inked = range && range.startContainer.parentElement?.closest(".inked");
    if (document.activeElement === button) return;
    if (range && !range.collapsed && pane.contains(range.commonAncestorContainer)) {
      chosen = spanOf(range);
      button.textContent = "Mark these words";
    } else if (inked && pane.contains(inked)) {
      const whole = document.createRange();
      whole.selectNodeContents(inked);
      chosen = { ...spanOf(whole), on: false };
      button.textContent = "Take this mark away";
    } else chosen = null;
    button.hidden = !chosen;
  };
  document.addEventListener("selectionchange", offer);
  offer();  // words may be selected before this script has come
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const change = chosen;
    button.hidden = true;
    pane.focus({ preventScroll: true });
    if (change) send(change);
  });
}
