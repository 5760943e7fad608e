// A short word with a way back. Stays 10 seconds, longer while someone points at it or stands in it.
// A fragment sends one with the header HX-Trigger: {"spor:toast": {"text": "Sendt til Viggo", "undo": "/…/"}}.
// It never lies on something that can be pressed: where the bottom of the window has buttons, the words stand at the top.
const STAYS = 10000;
const PRESSED = "#indhold :is(a[href], button, input, select, textarea, summary, label)";

function clear() {
  const place = document.getElementById("toasts");
  if (!place?.firstElementChild) return;
  const covers = () => {
    const mine = [...place.children].map((toast) => toast.getBoundingClientRect());
    return [...document.querySelectorAll(PRESSED)].some((each) => {
      const it = each.getBoundingClientRect();
      return it.width && mine.some((me) => it.left < me.right && it.right > me.left && it.top < me.bottom && it.bottom > me.top);
    });
  };
  for (const side of ["end", "start", "middle"]) {
    place.dataset.side = side;
    if (!covers()) return;
  }
  place.dataset.side = "end"; // buttons everywhere: the end of the page has room to be scrolled clear
}
addEventListener("scrollend", clear);
addEventListener("resize", clear);

customElements.define(
  "spor-toast",
  class extends HTMLElement {
    connectedCallback() {
      const close = this.querySelector("[data-close]");
      if (close) { close.hidden = false; close.addEventListener("click", () => this.remove()); }
      for (const type of ["pointerenter", "focusin"]) this.addEventListener(type, () => clearTimeout(this.timer));
      for (const type of ["pointerleave", "focusout"]) this.addEventListener(type, () => this.wait());
      this.wait();
      requestAnimationFrame(clear);
    }

    disconnectedCallback() { clearTimeout(this.timer); }

    wait() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.remove(), Number(this.dataset.stays) || STAYS);
    }
  },
);

document.addEventListener("spor:toast", (event) => {
  const place = document.getElementById("toasts");
  const mould = document.getElementById("toast-mould");
  if (!place || !mould) return;
  const toast = mould.content.firstElementChild.cloneNode(true);
  toast.querySelector("[data-text]").textContent = event.detail.text;
  if (event.detail.kind) toast.classList.add(event.detail.kind);
  const form = toast.querySelector("form");
  if (event.detail.undo?.startsWith("/")) { form.action = event.detail.undo; form.hidden = false; }
  else form.remove();
  // Of many small deeds in a row (a class in one sweep) only the latest is shown.
  if (event.detail.instead) {
    for (const other of place.querySelectorAll(`[data-instead="${CSS.escape(event.detail.instead)}"]`)) other.remove();
    toast.dataset.instead = event.detail.instead;
  }
  place.append(toast);
});
