// The thin note when the connection is gone. Pages that can wait for the net listen to the same two events.
customElements.define(
  "spor-offline",
  class extends HTMLElement {
    connectedCallback() {
      this.show = () => { this.hidden = navigator.onLine; document.documentElement.toggleAttribute("data-offline", !navigator.onLine); };
      addEventListener("online", this.show);
      addEventListener("offline", this.show);
      this.show();
    }

    disconnectedCallback() {
      removeEventListener("online", this.show);
      removeEventListener("offline", this.show);
    }
  },
);
