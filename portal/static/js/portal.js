// What is better with a script. Everything here also works, or is not missed, without one.
"use strict";

// A button that only a script can answer stays hidden until there is one.
for (const button of document.querySelectorAll("button[data-copy], button[data-print]")) {
  button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy], button[data-print]");
  if (!button) return;
  if ("print" in button.dataset) {
    window.print();
    return;
  }
  const said = button.nextElementSibling;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    said.textContent = "Copied.";
  } catch {
    said.textContent = "Your browser did not allow it. Select the address and copy it.";
  }
});

// Browsers that cannot open a fold by style sheet get every fold opened for paper, and closed again.
let opened = [];
window.addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("main details:not([open])")];
  for (const fold of opened) fold.open = true;
});
window.addEventListener("afterprint", () => {
  for (const fold of opened) fold.open = false;
});
