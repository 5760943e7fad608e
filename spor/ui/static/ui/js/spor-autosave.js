// Text that saves itself (decision 13): on every key on the device, as ciphertext, and within two seconds of a pause on the server.
// What could not reach the server is there when the page next opens, with the base it was begun from. Rendered by {% autosave %}.
import { post } from "./spor-send.js";
import { unlock } from "./spor-store.js";
import { show } from "./spor-saved.js";

const PAUSE = 900;
const LONGEST = 8000; // someone who never pauses
const SKIPPED = new Set(["csrfmiddlewaretoken", "base", "key"]);

customElements.define(
  "spor-autosave",
  class extends HTMLElement {
    connectedCallback() {
      this.words = document.getElementById("spor-writing");
      this.whole = "whole" in this.dataset;
      this.form = this.querySelector("form") ?? this.closest("form");
      for (const button of this.querySelectorAll("[data-plain]")) button.hidden = true;
      this.saved = this.text();
      this.chain = this.restore();
      this.listening = new AbortController();
      const on = (target, type, deed, capture = false) => target.addEventListener(type, deed, { signal: this.listening.signal, capture });
      on(this, "input", () => this.typed());
      on(this, "focusout", () => this.flush());
      on(window, "pagehide", () => this.flush());
      on(window, "focus", () => this.flush());
      on(window, "online", () => this.flush());
      on(document, "visibilitychange", () => this.flush());
      if (this.form) on(this.form, "submit", (event) => this.submitted(event), true);
    }

    disconnectedCallback() { this.flush(); this.listening.abort(); show(this, null); }

    entries() {
      if (!this.whole) return [["text", this.querySelector("textarea, input:not([type=hidden])").value]];
      return [...new FormData(this.form)].filter(([name, value]) => typeof value === "string" && !SKIPPED.has(name));
    }
    text() { return JSON.stringify(this.entries()); }
    get base() { return this.form?.elements.base?.value ?? ""; }
    set base(value) {
      const block = this.closest("[data-block]") ?? this;
      for (const field of block.querySelectorAll("input[name=base]")) field.value = value;
    }

    async restore() {
      const store = await unlock(this.words.dataset.key);
      const kept = await store?.find(this.dataset.url).catch(() => null);
      if (location.hash) this.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`)?.focus();
      if (!kept || kept.text === this.saved || this.text() !== this.saved) return;
      this.put(JSON.parse(kept.text));
      if (kept.base) this.base = kept.base;
      show(this, "saving", this.words.dataset.saving, { note: this.words.dataset.restored });
      this.timer = setTimeout(() => this.flush());
    }

    put(entries) {
      if (!this.whole) { this.querySelector("textarea, input:not([type=hidden])").value = entries[0][1]; return; }
      for (const field of this.form.elements) {
        if (!field.name || SKIPPED.has(field.name) || field.type === "file") continue;
        const found = entries.find(([name, value]) => name === field.name && (field.type !== "radio" || value === field.value));
        if (field.type === "checkbox" || field.type === "radio") field.checked = Boolean(found);
        else if (found) field.value = found[1];
      }
    }

    typed() {
      this.since ??= Date.now();
      show(this, "saving", this.words.dataset.saving);
      this.onDevice((store) => store.keep(this.dataset.url, { text: this.text(), base: this.base }));
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.flush(), Math.max(0, Math.min(PAUSE, this.since + LONGEST - Date.now())));
    }

    // One after the other, and only the newest of those that wait.
    onDevice(deed) {
      this.next = deed;
      this.chain = this.chain.then(async () => {
        if (this.next !== deed) return;
        const store = await unlock(this.words.dataset.key);
        this.hasDevice = Boolean(store);
        await (store && deed(store));
      }).catch(() => { this.hasDevice = false; });
    }

    // True when everything typed is on the server.
    async flush() {
      clearTimeout(this.timer);
      const text = this.text();
      if (text === this.saved) return true;
      if (this.sending === text) return this.answer;
      this.sending = text;
      this.answer = post(this.dataset.url, [...this.entries(), ["base", this.base]], this.words.dataset.token).then((answer) => this.answered(text, answer));
      return this.answer;
    }

    async answered(text, answer) {
      const isNewest = this.sending === text;
      if (isNewest) this.sending = this.since = null;
      if (answer.status !== 200 && answer.status !== 409) { if (isNewest) this.failed(answer); return false; }
      this.tries = 0;
      if (answer.base) this.base = answer.base;
      if (isNewest) this.saved = text;
      if (this.text() !== text) { if (isNewest) this.typed(); return false; }
      this.onDevice((store) => store.forget(this.dataset.url));
      show(this, "saved", answer.said, answer);
      return true;
    }

    failed({ status, refused }) {
      const words = this.words.dataset;
      if (status === 401) show(this, this.hasDevice ? "device" : "failed", this.hasDevice ? words.device : words.refused, { note: words.signedOut, url: words.signIn, label: words.signInLabel });
      else if (refused) show(this, "failed", words.refused, { note: refused });
      else if (status === 403 || status === 404) show(this, "failed", words.refused, { note: words.gone });
      else {
        const waits = !navigator.onLine && this.hasDevice;
        show(this, waits ? "device" : "failed", waits ? words.device : words.failed);
        this.tries = (this.tries ?? 0) + 1;
        this.timer = setTimeout(() => this.flush(), Math.min(60, 2 ** this.tries) * 1000);
      }
    }

    async submitted(event) {
      if (this.text() === this.saved && !this.whole) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if ((await this.flush()) && !this.whole) this.form.requestSubmit(event.submitter);
    }
  },
);
