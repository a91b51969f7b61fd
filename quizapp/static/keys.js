// 1 to 9 and the letters choose an option while the focus is in the question; the reading settings switch it off.
const question = document.getElementById("question");
if (question && document.documentElement.dataset.keys !== "off") {
  question.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.key.length !== 1) return;
    if (event.target.closest("textarea, select, input:not([type=radio], [type=checkbox])")) return;
    const part = event.target.closest(".question-part") || (question.querySelector(".question-part") ? null : question);
    const options = part ? [...part.querySelectorAll("label.option")] : [];
    const key = event.key.toUpperCase();
    const option = /[1-9]/.test(key) ? options[key - 1] : options.find((o) => o.querySelector(".bubble").textContent === key);
    if (!option) return;
    event.preventDefault();
    const input = option.querySelector("input");
    input.click();
    input.focus();
  });
}
