// The page where a product is answered. Puts the reader at the first goal, keeps each level as a draft, keeps the place in the shared
// queue while the page is open, and has the next product's pictures ready. Without it the page reads and sends all the same.
import { post } from "./spor-send.js";

const EVERY = 60000;
const WIDE = "(min-width: 62rem)";

customElements.define(
  "spor-review",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("change", (event) => this.keep(event.target));
      this.timer = setInterval(() => this.hold(), EVERY);
      const preload = () => { for (const url of (this.dataset.preload ?? "").split(" ").filter(Boolean)) new Image().src = url; };
      (window.requestIdleCallback ?? setTimeout)(preload);
      this.count();
      if (matchMedia(WIDE).matches && !this.contains(document.activeElement)) this.first()?.focus({ preventScroll: true });
    }

    disconnectedCallback() { clearInterval(this.timer); }

    first() {
      const fault = this.querySelector('[role="alert"]:not([hidden])');
      if (fault) return this.querySelector("[aria-invalid]") ?? this.querySelector("form[data-main] textarea");
      const goal = this.querySelector(".rub:not([disabled])");
      return goal?.querySelector(".levels input:checked") ?? goal?.querySelector(".levels input") ?? this.querySelector("form[data-main] textarea");
    }

    // The frame around stays when the next product comes; what it says awaits feedback follows.
    count() {
      if (!this.dataset.waiting) return;
      for (const mark of document.querySelectorAll(`nav a[href="${this.dataset.queue}"] .count`)) {
        if (this.dataset.waiting === "0") mark.remove();
        else mark.firstChild.textContent = this.dataset.waiting;
      }
    }

    keep(input) {
      const place = input.closest?.("[data-draft]");
      if (!place) return;
      const level = place.querySelector(".levels input:checked")?.value ?? "";
      post(place.dataset.draft, [["text", level]], document.getElementById("spor-writing")?.dataset.token);
    }

    hold() {
      if (!document.hidden) post(this.dataset.place, [], document.getElementById("spor-writing")?.dataset.token);
    }
  },
);
