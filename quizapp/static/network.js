// Buttons that need the server say so while there is no network, and work again by themselves.
// What leads on in an open attempt works without one: see offline.js.

const buttons = [...document.querySelectorAll("main form[method=post] button[type=submit]")]
  .filter(({ name, value }) => name !== "go" || value === "verdict");
const lines = new Map(); // one line below each row of buttons

function lineFor(button) {
  const row = button.closest(".actions, .row, p") ?? button;
  if (!lines.has(row)) {
    const line = document.createElement("p");
    line.className = "field-hint needs-network";
    line.setAttribute("role", "status");
    if (row.matches(".actions-sticky")) row.append(line);
    else row.after(line);
    lines.set(row, line);
  }
  return lines.get(row);
}

const nameOf = (button) => `“${button.textContent.trim()}”`;

function show() {
  const isAway = !navigator.onLine;
  for (const line of lines.values()) line.textContent = "";
  const rows = new Map();
  for (const button of buttons) {
    if (isAway) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
    if (isAway && button.name !== "flag") rows.set(lineFor(button), [...(rows.get(lineFor(button)) ?? []), nameOf(button)]);
  }
  for (const [line, names] of rows) line.textContent = `${names.join(" and ")} ${names.length > 1 ? "work" : "works"} when the network is back.`;
}

document.addEventListener("submit", (event) => {
  if (navigator.onLine || !buttons.includes(event.submitter)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  lineFor(event.submitter).textContent = `${nameOf(event.submitter)} works when the network is back. Nothing was sent.`;
}, true);
for (const event of ["online", "offline"]) addEventListener(event, show);
if (!navigator.onLine) show();
