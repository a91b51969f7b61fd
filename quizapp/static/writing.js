// While a question is written: selected words of the article become its proof, and the server looks at it after a pause.
// Without this script sentences are ticked, and a button asks the server to look.
const form = document.querySelector("form[data-look]");
const looked = document.getElementById("looked");
const told = document.getElementById("looked-state");
const source = form.querySelector(".source-text");
const proof = form.elements.namedItem("citation");
const bar = document.getElementById("mark-proof");
const PAUSE = 500;
let timer;
let asking;
let span = null;

async function look() {
  asking?.abort();
  asking = new AbortController();
  try {
    const reply = await fetch(form.dataset.look, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" }, signal: asking.signal });
    if (!reply.ok) throw new Error();
    looked.innerHTML = (await reply.json()).html;
    told.textContent = "Looked at just now.";
  } catch (error) {
    if (error.name !== "AbortError") told.textContent = "Cannot look at it just now. You can go on writing.";
  }
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
}

// the offset in the article of a place in one of its sentences, which say where they begin
function offset(node, at) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const sentence = element.closest("[data-start]");
  if (!sentence || node.nodeType !== Node.TEXT_NODE) return null;
  return Number(sentence.dataset.start) + [...node.data.slice(0, at)].length;
}

function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!source.contains(range.commonAncestorContainer)) return null;
  const start = offset(range.startContainer, range.startOffset);
  const end = offset(range.endContainer, range.endOffset);
  return start !== null && end !== null && start < end ? `${start}-${end}` : null;
}

function forget() {
  span?.remove();
  span = null;
}

document.addEventListener("selectionchange", () => {
  bar.hidden = !selected();
});
bar.addEventListener("mousedown", (event) => event.preventDefault());
bar.addEventListener("click", () => {
  const value = selected();
  if (!value) return;
  forget();
  for (const box of form.querySelectorAll("input[name=sentences]:checked")) box.checked = false;
  span = Object.assign(document.createElement("input"), { type: "hidden", name: "sentences", value });
  form.append(span);
  proof.value = getSelection().toString();
  getSelection().removeAllRanges();
  bar.hidden = true;
  told.textContent = "These words are the proof now.";
  soon();
});
form.addEventListener("input", (event) => {
  if (event.target === proof || event.target.name === "sentences") forget();
  soon();
});
looked.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=use]");
  const empty = [...form.elements].find((field) => /^option_/.test(field.name) && !field.value.trim());
  if (!button) return;
  event.preventDefault();
  if (!empty) {
    told.textContent = "There is no empty option left.";
    return;
  }
  empty.value = button.value;
  told.textContent = `“${button.value}” is in ${form.querySelector(`label[for="${empty.id}"]`).textContent}.`;
  button.remove();
  soon();
});
look();
