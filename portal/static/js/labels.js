// Completes the labels of provisions while one types a statement, as in [[decl. Without it, they are copied by hand.
"use strict";

const BEGUN = /\[\[([a-z0-9-]*)$/;
const MOST = 6;

function listed() {
  return [...document.querySelectorAll("[data-label]")].map((each) => ({
    label: each.dataset.label,
    words: each.dataset.words,
  }));
}

function offer(field) {
  const begun = BEGUN.exec(field.value.slice(0, field.selectionStart));
  const box = boxOf(field);
  box.replaceChildren();
  if (!begun) return;
  const fitting = listed().filter(({ label }) => label.includes(begun[1]));
  for (const { label, words } of fitting.slice(0, MOST)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "usa-button usa-button--unstyled";
    button.textContent = `${label}: ${words}`;
    button.addEventListener("click", () => complete(field, begun[1].length, label));
    box.append(button);
  }
}

function complete(field, typed, label) {
  const end = field.selectionStart;
  field.setRangeText(`${label}]]`, end - typed, end, "end");
  boxOf(field).replaceChildren();
  field.focus();
  field.dispatchEvent(new Event("keyup"));
}

function boxOf(field) {
  let box = field.nextElementSibling;
  if (!box?.classList.contains("completions")) {
    box = document.createElement("div");
    box.className = "completions";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Provisions that fit");
    field.after(box);
  }
  return box;
}

document.addEventListener("input", (event) => {
  if (event.target.matches("textarea[data-labels]")) offer(event.target);
});

// The arrow leads from the field into what is offered, Escape leads back.
document.addEventListener("keydown", (event) => {
  const here = event.target;
  if (here.matches("textarea[data-labels]") && event.key === "ArrowDown") {
    const first = boxOf(here).firstElementChild;
    if (first) {
      event.preventDefault();
      first.focus();
    }
  } else if (here.closest(".completions")) {
    const field = here.closest(".completions").previousElementSibling;
    const next = { ArrowDown: here.nextElementSibling, ArrowUp: here.previousElementSibling ?? field, Escape: field }[event.key];
    if (next) {
      event.preventDefault();
      next.focus();
    }
  }
});
