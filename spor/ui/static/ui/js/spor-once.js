// One press, one deed: while a form is on its way its button says so, and a second press does nothing.
// <button data-busy="Sender …">. A form that may be sent often and at once carries data-often.
const sending = new WeakMap();
const heard = new WeakSet(); // submits that came all the way out: nobody stopped them to send the form later
window.addEventListener("submit", (event) => heard.add(event));

function release(form) {
  const restore = sending.get(form);
  if (!restore) return;
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
    if (sending.has(form)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    sending.set(form, () => {});
    // After the others have heard it: someone may have stopped it, and the label may not change before the form is read.
    setTimeout(() => {
      const byHtmx = heard.has(event) && form.matches("[hx-post], [hx-put], [hx-patch], [hx-delete]");
      if (event.defaultPrevented && !byHtmx) return release(form);
      if (!form.isConnected || !sending.has(form)) return;
      sending.set(form, hold(form, event.submitter));
      setTimeout(() => release(form), 15000);
    });
  },
  true,
);
document.addEventListener("htmx:afterRequest", (event) => release(event.target.closest?.("form")));
// Back to a page the browser kept: its forms are free again.
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach(release));
