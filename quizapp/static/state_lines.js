// The lines that say what is saved. Each is remembered as the server made it, and says that again when nothing is to be told.

const made = new Map();

function drawn(icon) {
  const use = document.querySelector("main use");
  if (!use) return "";
  const svg = use.closest("svg").cloneNode(true);
  svg.setAttribute("class", "icon");
  svg.firstElementChild.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${icon}`));
  return svg;
}

export function say(states, words, icon, failed, link) {
  for (const state of states) {
    if (!made.has(state)) made.set(state, { hidden: state.hidden, nodes: [...state.childNodes] });
    state.replaceChildren(drawn(icon), ` ${words} `);
    if (link) state.append(Object.assign(document.createElement("a"), link));
    state.dataset.state = failed ? "failed" : "";
    state.hidden = !failed && !state.matches("[role], [data-scope] *"); // the one beside the buttons is for bad news only
  }
}

export function sayAgain(states) {
  for (const state of states) {
    if (!made.has(state)) continue;
    const { hidden, nodes } = made.get(state);
    state.replaceChildren(...nodes);
    state.dataset.state = "";
    state.hidden = hidden;
    made.delete(state);
  }
}

// Above everything else on the page, until somebody puts it away.
export function tell(words, link) {
  const [stack, notice, box] = ["stack", "notice notice-problem", ""].map((className) => Object.assign(document.createElement("div"), { className }));
  const [text, away] = [document.createElement("p"), document.createElement("button")];
  notice.setAttribute("role", "alert");
  text.append(`${words} `);
  if (link) text.append(Object.assign(document.createElement("a"), link));
  Object.assign(away, { type: "button", className: "text-button", textContent: "Put away" });
  away.addEventListener("click", () => stack.remove());
  box.append(text, away);
  notice.append(drawn("alert"), box);
  stack.append(notice);
  document.querySelector("main").prepend(stack);
}
