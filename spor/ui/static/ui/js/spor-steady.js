// <form data-steady="address">: before the form goes, the address is asked. Where there is no net, or nobody is signed in any more, the whole
// form waits on this device (spor-queue) and not in the browser's own page of errors, which would take the picture and the voice with it.
// data-more: the form is emptied for the next one; any other is put away until it is sent, or taken back to be changed.
import "./spor-outbox.js";
import { drop, put } from "./spor-queue.js";
import { unlock } from "./spor-store.js";

const WAITS = 5000;
const asking = new WeakSet();
const answered = new WeakSet();
const away = new Map(); // form → where it waits
const outbox = () => document.querySelector("spor-outbox");
const store = () => unlock(outbox().dataset.key);
if (outbox()) store(); // while there is a net: it takes the key with it. A class's tablet keeps nothing: there the net is lost, and it says so

async function isThere(address) {
  if (!navigator.onLine) return false;
  try { return (await fetch(address, { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(WAITS) })).ok; }
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
  if (!there) await wait(form, button).catch(() => document.dispatchEvent(new CustomEvent("spor:lost")));
  button?.removeAttribute("aria-busy");
  asking.delete(form);
  if (!there) return;
  if ("back" in form.dataset) await takeBack(form);
  answered.add(form);
  form.requestSubmit(button?.isConnected ? button : null);
});

async function wait(form, button) {
  const open = await store();
  const writing = [...form.querySelectorAll("spor-autosave")];
  const said = {
    address: button?.hasAttribute("formaction") ? button.formAction : form.action,
    page: location.pathname + location.search,
    title: document.querySelector("h1").textContent.trim(),
    drafts: writing.map((each) => each.dataset.url),
  };
  const place = await put(open, new FormData(form, button), said);
  for (const each of writing) each.rest?.();
  if ("more" in form.dataset) empty(form);
  else putAway(form, place);
  await outbox().draw(open);
  outbox().scrollIntoView({ block: "center" });
  outbox().querySelector("[data-change]:not([hidden])")?.focus();
  document.dispatchEvent(new CustomEvent("spor:queued"));
}

function empty(form) {
  form.reset();
  for (const field of form.querySelectorAll("textarea")) field.value = "";
  for (const each of form.querySelectorAll("spor-autosave")) each.rest?.();
  form.elements.key.value = crypto.randomUUID();
}

function putAway(form, place) {
  away.set(form, place);
  form.hidden = true;
  const change = outbox().querySelector("[data-change]");
  change.hidden = false;
  change.onclick = async () => {
    await takeBack(form);
    change.hidden = true;
    form.hidden = false;
    for (const each of form.querySelectorAll("spor-autosave")) each.typed?.();
    (form.querySelector("textarea") ?? form).focus();
    document.dispatchEvent(new CustomEvent("spor:queued"));
  };
}

async function takeBack(form) {
  const open = await store();
  await drop(open, { place: away.get(form) ?? (await open.place(`forms ${form.elements.key.value}`)) });
}
