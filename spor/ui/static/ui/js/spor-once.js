// One press, one deed: while a form is on its way its button says so, and a second press does nothing.
// <button data-busy="Sender …">. A form that may be sent often and at once carries data-often.
const sending = new WeakMap(); // form → [the press, how its button becomes itself again]
const heard = new WeakSet(); // submits that came all the way out: nobody stopped them to send the form later
window.addEventListener("submit", (event) => heard.add(event));

// Somebody stopped this press, to send the form later by itself; htmx stops one because it sends the form now.
const isStopped = (event, form) =>
  event.defaultPrevented && !(heard.has(event) && form.matches("[hx-post], [hx-put], [hx-patch], [hx-delete]"));

function release(form) {
  if (!sending.has(form)) return;
  const [, restore] = sending.get(form);
  sending.delete(form);
  restore();
}

function hold(form, button) {
  if (!button) return () => {};
  const label = [...button.childNodes];
  button.setAttribute("aria-busy", "true");
  if (button.dataset.busy) {
    button.style.minInlineSize = `${button.offsetWidth}px`;
    button.replaceChildren(button.dataset.busy);
  }
  return () => {
    button.removeAttribute("aria-busy");
    button.style.minInlineSize = "";
    if (button.dataset.busy) button.replaceChildren(...label);
  };
}

window.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (form.method !== "post" || "often" in form.dataset) return;
    if (sending.has(form) && !isStopped(sending.get(form)[0], form)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    sending.set(form, [event, () => {}]);
    // After the others have heard it: someone may have stopped it, and the label may not change before the form is read.
    setTimeout(() => {
      if (sending.get(form)?.[0] !== event) return;
      if (isStopped(event, form)) return release(form);
      if (!form.isConnected) return;
      sending.set(form, [event, hold(form, event.submitter)]);
      setTimeout(() => sending.get(form)?.[0] === event && release(form), 15000);
    });
  },
  true,
);
document.addEventListener("htmx:afterRequest", (event) => release(event.target.closest?.("form")));
// Back to a page the browser kept: its forms are free again.
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(release));
