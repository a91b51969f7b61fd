// A button below each link that is there to be handed on; without this module it is marked and copied by hand.

async function copy(field) {
  field.select();
  if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
  else if (!document.execCommand("copy")) throw new Error("not copied"); // a page that is not served by https
}

for (const field of document.querySelectorAll("[data-copy]")) {
  const row = Object.assign(document.createElement("p"), { className: "row" });
  const button = Object.assign(document.createElement("button"), { type: "button", className: "text-button", textContent: "Copy the link" });
  const told = document.createElement("span");
  told.setAttribute("aria-live", "polite");
  row.append(button, told);
  field.after(row);
  button.addEventListener("click", async () => {
    told.textContent = await copy(field).then(() => "Copied.", () => "The browser does not allow it: copy the marked link yourself.");
  });
}
