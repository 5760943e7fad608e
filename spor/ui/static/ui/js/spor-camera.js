// Pictures for a form: previews, a count, more of them, and one out again. Nothing leaves the device before the form is sent.
const UNDO = 10000;
const same = (a, b) => a.name === b.name && a.size === b.size && a.lastModified === b.lastModified;

customElements.define(
  "spor-camera",
  class extends HTMLElement {
    connectedCallback() {
      this.field = this.querySelector('input[type="file"]');
      this.list = this.querySelector("[data-previews]");
      this.mould = this.querySelector("template[data-preview]");
      this.files = [];
      this.undo = this.querySelector("[data-undo]");
      this.undo.addEventListener("click", () => this.putBack());
      this.field.addEventListener("change", () => this.take());
      this.field.form?.addEventListener("reset", () => setTimeout(() => { this.files = []; this.draw(); }));
      if (this.field.files.length) this.take(); // what the browser remembered after going back
    }

    disconnectedCallback() { this.letGo(); clearTimeout(this.timer); }

    take() {
      const max = Number(this.dataset.maxBytes) || Infinity;
      const chosen = [...this.field.files];
      const tooBig = chosen.filter((file) => file.size > max);
      const fits = chosen.filter((file) => file.size <= max);
      const fresh = fits.filter((file) => !this.files.some((kept) => same(kept, file)));
      this.files = this.field.multiple ? [...this.files, ...fresh] : fits.slice(0, 1);
      const refused = this.querySelector("[data-refused]");
      refused.hidden = !tooBig.length;
      refused.querySelector("[data-why]").textContent = tooBig.map((file) => this.text("tooBig", { name: file.name, size: Math.ceil(file.size / 2 ** 20) })).join(" ");
      this.store();
    }

    drop(file) {
      const at = this.files.indexOf(file);
      this.files.splice(at, 1);
      this.store();
      this.gone = [at, file];
      this.undo.hidden = false;
      this.undo.focus();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.tooLate(), UNDO);
    }

    putBack() {
      this.files.splice(this.gone[0], 0, this.gone[1]);
      this.store();
      this.list.querySelectorAll("button")[this.gone[0]]?.focus();
      this.tooLate();
    }

    // Whoever stands on the button or points at it is not done thinking.
    tooLate() {
      if (this.undo.matches(":hover")) { this.timer = setTimeout(() => this.tooLate(), UNDO); return; }
      if (this.undo === document.activeElement) this.field.focus();
      this.undo.hidden = true;
    }

    store() {
      const bundle = new DataTransfer();
      this.files.forEach((file) => bundle.items.add(file));
      this.field.files = bundle.files;
      this.draw();
    }

    draw() {
      this.letGo();
      this.list.replaceChildren(...this.files.map((file, index) => this.preview(file, index)));
      this.list.hidden = !this.files.length;
      const count = this.files.length;
      this.querySelector("[data-count]").textContent = count ? this.text(count === 1 ? "one" : "many", { count }) : "";
      this.dispatchEvent(new CustomEvent("spor:files", { bubbles: true, detail: { count } }));
    }

    preview(file, index) {
      const item = this.mould.content.firstElementChild.cloneNode(true);
      const img = item.querySelector("img");
      const button = item.querySelector("button");
      button.setAttribute("aria-label", this.text("remove", { count: index + 1 }));
      button.addEventListener("click", () => this.drop(file));
      // A kind the browser cannot draw (HEIC outside Safari) is shown by its name; the server can read it.
      img.addEventListener("error", () => { img.hidden = true; item.querySelector(".thumb-name").textContent = file.name; });
      img.src = URL.createObjectURL(file);
      return item;
    }

    letGo() { this.list?.querySelectorAll("img").forEach((img) => URL.revokeObjectURL(img.src)); }

    text(key, values) { return (this.dataset[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name]); }
  },
);
