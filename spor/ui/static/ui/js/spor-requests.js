// The security token of every request, and a word when one is lost.
// The cookie holds the newest token of all open tabs (signing in renews it), so it goes before the one printed in this page.
const token = () =>
  document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ??
  document.querySelector('meta[name="csrf-token"]')?.content;

document.addEventListener("htmx:configRequest", (event) => {
  const value = token();
  if (value) event.detail.headers["X-CSRFToken"] = value;
});
document.addEventListener(
  "submit",
  (event) => {
    const field = event.target.querySelector('input[name="csrfmiddlewaretoken"]');
    const value = token();
    if (field && value) field.value = value;
  },
  true,
);

const say = (key) => {
  const text = document.getElementById("toasts")?.dataset[key];
  if (text) document.dispatchEvent(new CustomEvent("spor:toast", { detail: { text, kind: "bad" } }));
};
document.addEventListener("htmx:sendError", () => say(navigator.onLine ? "lost" : "offline"));
document.addEventListener("htmx:timeout", () => say("lost"));
document.addEventListener("htmx:responseError", (event) => say(event.detail.xhr.status === 404 ? "gone" : "refused"));

// A part that sends what is chosen in it: what was chosen while an answer was under way has not gone yet. That answer is let go,
// or it would take the place of the chosen; the next one brings all of it.
const unsent = new WeakSet();
document.addEventListener("change", (event) => {
  const part = event.target.closest?.('[hx-trigger="change"]');
  if (part) unsent.add(part);
}, true);
document.addEventListener("htmx:beforeRequest", (event) => unsent.delete(event.detail.elt));
document.addEventListener("htmx:beforeSwap", (event) => { if (unsent.has(event.detail.target)) event.detail.shouldSwap = false; });
