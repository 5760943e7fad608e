// The thin note when the connection is gone. Pages that can wait for the net listen to the same two events.
// With data-lost it also shows when something could not be sent though the device believes it has a net, until something got through.
customElements.define(
  "spor-offline",
  class extends HTMLElement {
    connectedCallback() {
      this.show = () => { this.hidden = navigator.onLine; document.documentElement.toggleAttribute("data-offline", !navigator.onLine); };
      this.lost = () => { this.hidden = false; this.scrollIntoView({ block: "center" }); };
      this.through = (event) => { if (event.detail.successful) this.show(); };
      addEventListener("online", this.show);
      addEventListener("offline", this.show);
      if ("lost" in this.dataset) {
        for (const type of ["spor:lost", "htmx:sendError"]) document.addEventListener(type, this.lost);
        document.addEventListener("htmx:afterRequest", this.through);
      }
      this.show();
    }

    disconnectedCallback() {
      removeEventListener("online", this.show);
      removeEventListener("offline", this.show);
      for (const type of ["spor:lost", "htmx:sendError"]) document.removeEventListener(type, this.lost);
      document.removeEventListener("htmx:afterRequest", this.through);
    }
  },
);
