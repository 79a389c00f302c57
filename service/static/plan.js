// Comfort for planning: what an assumption changes shows at once, without loading the page again.
"use strict";

const assume = document.getElementById("assume");
const effect = document.getElementById("effect");
let turn = 0;
document.addEventListener("change", (event) => {
  if (event.target.form === assume) workOut();
});

// The server works it out, as it does for the button; only the last answer counts.
async function workOut() {
  const mine = ++turn;
  const told = new URLSearchParams(new FormData(assume));
  try {
    const answer = await fetch(assume.action, { method: "POST", body: told });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== turn || !page.getElementById("assume")) return;
    mark(page);
    if (answer.ok) show(page, answer.redirected && answer.url);
    else effect.textContent = wrong(page);
  } catch {} // the button says what is wrong
}

// With very many wishes there is no address for it.
function show(page, address) {
  const focused = document.activeElement.id;
  for (const part of document.querySelectorAll("[data-worked-out]")) {
    part.replaceChildren(...page.getElementById(part.id).childNodes);
  }
  if (document.activeElement.id !== focused) document.getElementById(focused)?.focus();
  effect.textContent = page.getElementById("effect").textContent;
  if (address) history.replaceState(null, "", address);
}

function mark(page) {
  for (const field of assume.querySelectorAll("input")) {
    const is = page.getElementById(field.id)?.getAttribute("aria-invalid") === "true";
    field.classList.toggle("is-invalid", is);
    if (is) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    document.getElementById(`${field.id}-error`)?.remove();
  }
}

function wrong(page) {
  return [...page.querySelectorAll("#assume .g-field-error")].map((one) => one.textContent.trim()).join(" ");
}
