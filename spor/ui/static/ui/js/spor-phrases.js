// The teacher's own phrases: a press adds one to the text of the field data-for, and never replaces what stands there.
customElements.define(
  "spor-phrases",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("click", (event) => {
        const button = event.target.closest("[data-phrase]");
        const field = button && document.getElementById(this.dataset.for);
        if (!field) return;
        field.value = [field.value.trimEnd(), button.dataset.phrase].filter(Boolean).join(" ");
        field.dispatchEvent(new Event("input", { bubbles: true }));
        button.dataset.used = "";
        field.focus();
        field.setSelectionRange(field.value.length, field.value.length);
      });
    }
  },
);
