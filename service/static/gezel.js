// Comfort only: every page works without this file.
"use strict";

for (const form of document.querySelectorAll("form[data-draft]")) keepDraft(form);
for (const form of document.querySelectorAll("form[data-hints]")) giveHints(form);
for (const box of document.querySelectorAll("input[data-shows]")) showWhenChosen(box);
for (const choice of document.querySelectorAll("input[data-says]")) sayWhoReads(choice);
for (const part of document.querySelectorAll("[data-again]")) lookAgain(part);
for (const field of document.querySelectorAll(".g-copied")) field.addEventListener("focus", () => field.select());
document.getElementById("errors")?.focus();

// What is waited for is looked at again and again, until the page no longer waits.
function lookAgain(part) {
  setTimeout(async () => {
    try {
      const text = await (await fetch(location.href)).text();
      const found = new DOMParser().parseFromString(text, "text/html").getElementById(part.id);
      if (found && found.innerHTML !== part.innerHTML && !part.contains(document.activeElement)) {
        part.replaceChildren(...found.childNodes);
      }
      if (found?.hasAttribute("data-again")) lookAgain(part);
      else part.removeAttribute("data-again");
    } catch {
      lookAgain(part);
    }
  }, Number(part.dataset.again));
}

// A draft keeps itself within two seconds of the first key not kept yet, and when the page is left.
function keepDraft(form) {
  const kept = document.getElementById("kept");
  let timer = 0;
  let sent = false;
  let saving = Promise.resolve();

  const say = (at) => {
    const time = new Date(at).toLocaleTimeString(document.documentElement.lang, {
      hour: "2-digit", minute: "2-digit", hour12: false,
    });
    kept.textContent = form.dataset.saved.replace("{time}", time);
  };
  const save = async () => {
    timer = 0;
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, keepalive: true,
      });
      say((await answer.json()).saved_at);
    } catch {
      if (!sent) kept.textContent = form.dataset.unsaved;
    }
  };
  const saveNext = () => (saving = saving.then(save)); // one after the other: the last typed stays
  form.addEventListener("input", () => {
    timer ||= setTimeout(saveNext, 1200);
  });
  form.addEventListener("submit", () => {
    sent = true;
    clearTimeout(timer);
    timer = 0;
  });
  addEventListener("pagehide", () => {
    if (timer && !sent) navigator.sendBeacon(form.dataset.draft, new FormData(form));
  });
  if (kept.dataset.at) say(kept.dataset.at);
}

// Hints come from the own server when somebody pauses; without an answer there are none.
function giveHints(form) {
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      try {
        const answer = await fetch(form.dataset.hints, { method: "POST", body: new FormData(form) });
        const found = new DOMParser().parseFromString(await answer.text(), "text/html");
        for (const place of form.querySelectorAll(".g-hints")) {
          const now = found.getElementById(place.id);
          if (now && now.innerHTML !== place.innerHTML) place.replaceChildren(...now.childNodes);
        }
      } catch {} // typing goes on without
    }, 900);
  });
}

// What was seen of a skill is asked only when the skill is chosen.
function showWhenChosen(box) {
  const asked = document.getElementById(box.dataset.shows);
  const show = () => asked.classList.toggle("is-chosen", box.checked);
  box.addEventListener("change", show);
  show();
}

// The sentence above the first field follows the choice below it.
function sayWhoReads(choice) {
  choice.addEventListener("change", () => {
    document.getElementById("who-reads").textContent = choice.dataset.says;
    document.getElementById("readers-short").textContent = choice.dataset.short;
  });
}
