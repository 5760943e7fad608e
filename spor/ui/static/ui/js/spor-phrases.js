// The teacher's own phrases: a press adds one to the text of the field data-for, and never replaces what stands there.
customElements.define(
  "spor-phrases",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("click", (event) => {
        const button = event.target.closest("[data-phrase]");
        const field = button && document.getElementById(this.dataset.for);
        if (!field) return;
        const { selectionStart: at, value } = field;
        const before = value.slice(0, at).trimEnd();
        const after = value.slice(at).trimStart();
        const text = [before, button.dataset.phrase].filter(Boolean).join(" ");
        field.value = [text, after].filter(Boolean).join(" ");
        field.dispatchEvent(new Event("input", { bubbles: true }));
        button.dataset.used = "";
        field.focus();
        field.setSelectionRange(text.length, text.length);
      });
    }
  },
);
