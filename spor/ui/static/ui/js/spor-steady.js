// <form data-steady="address">: before the form goes, the address is asked, so that a lost net shows a word on this page (spor-offline)
// and not the browser's own page of errors, which would take the picture and the voice with it.
const WAITS = 5000;
const asking = new WeakSet();
const answered = new WeakSet();

async function isThere(address) {
  if (!navigator.onLine) return false;
  try { await fetch(address, { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(WAITS) }); return true; }
  catch { return false; }
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.steady || event.defaultPrevented || answered.delete(form)) return;
  event.preventDefault();
  if (asking.has(form)) return;
  const button = event.submitter;
  asking.add(form);
  button?.setAttribute("aria-busy", "true");
  const there = await isThere(form.dataset.steady);
  button?.removeAttribute("aria-busy");
  asking.delete(form);
  if (!there) return document.dispatchEvent(new CustomEvent("spor:lost"));
  answered.add(form);
  form.requestSubmit(button?.isConnected ? button : null);
});
