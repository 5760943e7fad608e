// Where a toast says to others that something went wrong, the youngest meet a picture and a loudspeaker. Gone when something gets through.
customElements.define(
  "spor-trouble",
  class extends HTMLElement {
    connectedCallback() {
      this.show = (event) => {
        if (event.detail.kind !== "bad") return;
        // A lost net has its own picture (spor-offline), which hears of it in the same moment.
        setTimeout(() => {
          if (document.querySelector("spor-offline:not([hidden])")) return;
          this.querySelector("[data-why]").textContent = event.detail.text;
          this.hidden = false;
          this.scrollIntoView({ block: "center" });
        });
      };
      this.through = (event) => { if (event.detail.successful) this.hidden = true; };
      document.addEventListener("spor:toast", this.show);
      document.addEventListener("htmx:afterRequest", this.through);
    }

    disconnectedCallback() {
      document.removeEventListener("spor:toast", this.show);
      document.removeEventListener("htmx:afterRequest", this.through);
    }
  },
);
