// Comfort for the rules: the same buttons and answers, without loading the page again.
"use strict";

const editor = document.querySelector("form[data-editor]");
if (editor) {
  editor.addEventListener("submit", arrange);
  editor.addEventListener("change", follow);
  editor.addEventListener("input", suggest);
}
waitForPastWork();

// A button within the form adds or removes a part; the server says how the form is then.
async function arrange(event) {
  const button = event.submitter;
  if (!button?.hasAttribute("data-within")) return;
  event.preventDefault();
  const page = await answered(new FormData(editor, button));
  if (!page) {
    button.removeAttribute("data-within");
    button.click(); // the long way, which also says what is wrong
    return;
  }
  document.getElementById("conditions").replaceWith(page.getElementById("conditions"));
  document.querySelector("#conditions [autofocus]")?.focus();
}

// The sentence above follows what is chosen and typed; so do the suggestions.
async function follow(event) {
  const values = document.getElementById(event.target.dataset.values);
  if (values) values.setAttribute("list", `known-${event.target.value}`);
  const page = await answered(new FormData(editor));
  const said = page?.getElementById("sentence");
  if (said) document.getElementById("sentence").innerHTML = said.innerHTML;
}

async function answered(form) {
  try {
    const answer = await fetch(editor.dataset.editor, { method: "POST", body: form });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.getElementById("conditions") ? page : null;
  } catch {
    return null;
  }
}

// After a comma the list suggests the next value, behind those that stand there.
function suggest(event) {
  const name = event.target.name === "values" && event.target.getAttribute("list");
  const list = name && document.getElementById(name);
  if (!list) return;
  const before = event.target.value.match(/^.*,\s*/)?.[0] ?? "";
  for (const option of list.options) {
    option.dataset.alone ??= option.value;
    option.value = before + option.dataset.alone;
  }
}

// While past work is gone through, ask how far it is.
function waitForPastWork() {
  const again = document.getElementById("relink")?.dataset.again;
  if (again) setTimeout(async () => {
    try {
      const answer = await fetch(again);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.getElementById("relink");
      if (now) document.getElementById("relink").replaceWith(now);
    } catch {} // the next time will tell
    waitForPastWork();
  }, 1500);
}
