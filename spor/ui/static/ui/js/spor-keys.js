// Keys. In a level picker: 0–4 choose and go on to the next goal, the same again or Backspace takes it back.
// In a form: Ctrl Enter sends. On the page: j and k go to the next and previous, / searches. The page keys can be switched off (WCAG 2.1.4).
const OFF = "keys-off";
const pageKeys = { j: '[data-key="j"]', k: '[data-key="k"]', "/": '[data-key="search"]' };

const store = {
  get off() { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } },
  set off(value) { try { localStorage.setItem(OFF, value ? "1" : "0"); } catch { /* lasts for this page */ } },
};
let off = store.off;

const isTyping = (el) => el.isContentEditable || (/^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName) && !["radio", "checkbox"].includes(el.type));
const changed = (el) => el.dispatchEvent(new Event("change", { bubbles: true }));

function clear(rub) {
  const chosen = rub.querySelector("input:checked");
  if (!chosen) return;
  chosen.checked = false;
  changed(chosen);
}

function choose(rub, level) {
  const input = rub.querySelector(`input[value="${level}"]`);
  if (!input || input.disabled) return;
  if (input.checked) return clear(rub);
  input.checked = true;
  changed(input);
  const all = [...(rub.closest("form") ?? document).querySelectorAll(".rub")];
  const next = all[all.indexOf(rub) + 1];
  (next?.querySelector("input:checked") ?? next?.querySelector("input") ?? input).focus();
}

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (!(target instanceof Element) || event.isComposing) return;
  if (key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = target.closest("form") ?? document.querySelector("form[data-main]");
    if (!form) return;
    event.preventDefault();
    return form.requestSubmit(form.querySelector("button[data-main]") ?? form.querySelector('button:not([type]), [type="submit"]') ?? undefined);
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(target)) return;
  const rub = target.closest(".rub");
  if (rub && /^[0-4]$/.test(key)) { event.preventDefault(); return choose(rub, key); }
  if (rub && (key === "Backspace" || key === "Delete")) { event.preventDefault(); return clear(rub); }
  const place = !off && pageKeys[key] && [...document.querySelectorAll(pageKeys[key])].find((el) => el.checkVisibility?.() ?? true);
  if (place) { event.preventDefault(); place.focus(); if (!place.matches("input")) place.click(); }
});

// A press on the level that is already chosen takes it back.
document.addEventListener("pointerdown", (event) => {
  const label = event.target.closest?.(".levels label");
  const input = label?.querySelector("input:checked:enabled");
  if (!input) return;
  label.addEventListener("click", () => setTimeout(() => clear(label.closest(".rub"))), { once: true });
});

// «Fjern niveauet igen» leaves nothing chosen, as it was at first.
document.addEventListener("change", (event) => {
  if (!event.target.matches?.(".rub .unset input:checked")) return;
  const rub = event.target.closest(".rub");
  event.target.checked = false;
  rub.querySelector(".levels input")?.focus();
  changed(rub.querySelector(".levels input"));
});

const showState = () => {
  for (const button of document.querySelectorAll("[data-keys-toggle]")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(!off));
  }
};
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-keys-toggle]")) return;
  store.off = off = !off;
  showState();
});
showState();
