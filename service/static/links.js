// Comfort only: what one says of a skill is kept without a new page, and by a key.
"use strict";

const ROW = "[data-row]";
const said = document.querySelector("[data-said]");

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!("part" in form.dataset)) return;
  event.preventDefault();
  send(form);
});

async function send(form) {
  const block = form.closest("[data-says-of]");
  const row = form.closest(ROW)?.dataset.row;
  try {
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), headers: { "X-Part": "1" },
    });
    const part = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-answer]");
    if (!part) throw new Error(`answered ${answer.status}`);
    const fresh = part.querySelector("[data-says-of]");
    block.replaceWith(fresh);
    said.textContent = part.dataset.answer;
    stay(fresh, row);
  } catch {
    form.submit(); // without script it works too, and shows what is wrong
  }
}

// The focus stays with the skill, or goes to where one was adding.
function stay(block, row) {
  const same = row && block.querySelector(`[data-row="${row}"]`);
  (same ? same.querySelector("button") : block.querySelector("[data-add] summary")).focus();
}

// Keys count only while the focus is on a skill, and never while somebody types or chooses.
document.addEventListener("keydown", (event) => {
  const block = event.target.closest?.("[data-says-of]");
  if (!block || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("select, input:not([type=checkbox]), textarea")) return;
  const done = act(event.key, block, event.target.closest(ROW));
  if (done) event.preventDefault();
});

function act(key, block, row) {
  if (key === "a") {
    const add = block.querySelector("[data-add]");
    add.open = true;
    add.querySelector("select").focus();
    return true;
  }
  if (key === "ArrowDown" || key === "ArrowUp") return walk(row, key === "ArrowDown" ? 1 : -1);
  const form = row?.querySelector(`form[data-key="${CSS.escape(key)}"]`);
  form?.requestSubmit();
  return Boolean(form);
}

function walk(row, step) {
  const rows = [...document.querySelectorAll(ROW)];
  const next = row && rows[rows.indexOf(row) + step];
  next?.querySelector("button").focus();
  return Boolean(next);
}
