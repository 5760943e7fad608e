// A part of the page is exchanged while somebody stands in it: they stand in the new part too, where they stood, or at its beginning.
// [data-focus] in the new part is where they go first (the way back after a removal).
const FOCUSABLE = "a[href], button:not([disabled]), input:not([type=hidden]):not([disabled]), select, textarea, summary, [tabindex='0']";
const seen = (root) => [...root.querySelectorAll(FOCUSABLE)].filter((each) => each.getClientRects().length);
const called = (each) => each.getAttribute("aria-label") || each.textContent.trim();
let stood = null;

document.addEventListener("htmx:beforeSwap", ({ detail: { target } }) => {
  const one = document.activeElement;
  stood = one && one !== document.body && target.contains(one)
    ? { id: one.id, name: one.name, value: one.value, words: called(one), at: seen(target).indexOf(one) }
    : null;
});

document.addEventListener("htmx:afterSettle", ({ detail: { elt } }) => {
  if (!stood || document.activeElement !== document.body) return;
  const { id, name, value, words, at } = stood;
  stood = null;
  const root = elt.isConnected ? elt : document.getElementById("indhold");
  const all = seen(root);
  const place =
    root.querySelector("[data-focus]") ??
    all.find((each) => id && each.id === id) ??
    all.find((each) => name && each.name === name && each.value === value) ??
    all.find((each) => words && called(each) === words) ??
    root.querySelector("h1, h2") ??
    all[Math.min(at, all.length - 1)] ??
    document.getElementById("indhold");
  if (!place?.matches(FOCUSABLE)) place?.setAttribute("tabindex", "-1");
  place?.focus({ preventScroll: true });
});
