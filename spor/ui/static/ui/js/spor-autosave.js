// Text that saves itself (decision 0013): on the device on every key, as ciphertext; on the server within two seconds of a pause.
import { read, written } from "./spor-fields.js";
import { add, restore } from "./spor-restore.js";
import { show } from "./spor-saved.js";
import { post, stamp } from "./spor-send.js";
import { unlock } from "./spor-store.js";
const [PAUSE, LONGEST] = [900, 8000]; // the latter for someone who never pauses
customElements.define(
  "spor-autosave",
  class extends HTMLElement {
    connectedCallback() {
      this.words = document.getElementById("spor-writing").dataset;
      this.form = this.querySelector("form") ?? this.closest("form");
      for (const button of this.querySelectorAll("[data-plain]")) button.hidden = true;
      this.saved = JSON.stringify(written(this, this.form));
      this.chain = this.begin().catch(() => {});
      this.listening = new AbortController();
      const on = (target, type, deed, more) => target.addEventListener(type, deed, { signal: this.listening.signal, ...more });
      on(this, "input", (event) => { this.field = event.target; this.typed(); });
      on(this, "focusout", () => this.flush());
      on(window, "pagehide", () => this.next && this.text() !== this.saved && this.store?.left.leave(this.dataset.url, this.now()));
      for (const type of ["pagehide", "focus", "online"]) on(window, type, () => this.flush());
      on(document, "visibilitychange", () => this.flush());
      if (this.form) on(this.form, "submit", (event) => this.submitted(event), { capture: true });
    }

    disconnectedCallback() { this.flush(); this.listening.abort(); show(this, null); }

    // The form around it waits on this device, with the text in it.
    rest() { clearTimeout(this.timer); this.saved = this.text(); this.onDevice((store) => store.forget(this.dataset.url)); }
    text() { return JSON.stringify(read(this, this.form)); }
    body(one) { return [...JSON.parse(one.text), ["base", one.base], ["stamp", one.stamp], ["from", JSON.parse(one.from)[0][1]]]; }
    now() { return { text: this.text(), base: this.base, from: this.saved, stamp: stamp() }; }
    get base() { return this.form?.elements.base?.value ?? ""; }
    set base(value) {
      for (const field of (this.closest("[data-block]") ?? this).querySelectorAll("input[name=base]")) field.value = value;
    }

    async begin() {
      await unlock(this.words.key).then((store) => restore(this, (this.store = store))).catch(() => {});
      if (this.text() !== this.saved) this.typed(); // typed before this script was there, and nobody who types is moved
      if (document.activeElement === document.body && location.hash) this.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`)?.focus();
    }

    typed() {
      this.since ??= Date.now();
      show(this, "saving", this.words.saving);
      this.onDevice((store) => store.keep(this.dataset.url, this.now()));
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.flush(), Math.max(0, Math.min(PAUSE, this.since + LONGEST - Date.now())));
    }

    onDevice(deed) { // one after the other, and only the newest of those that wait
      this.next = deed;
      const act = async () => {
        if (this.next !== deed) return;
        const store = await unlock(this.words.key);
        await (store && deed(store));
        this.hasDevice = Boolean(store);
        if (this.next === deed) this.next = null;
      };
      this.chain = this.chain.then(act).catch(() => { this.hasDevice = false; });
    }

    async flush() { // true when everything typed is on the server
      clearTimeout(this.timer);
      const text = this.text();
      if (text === this.saved) return true;
      if (this.sending === text) return this.answer;
      this.sending = text;
      this.answer = post(this.dataset.url, this.body(this.now()), this.words.token).then((answer) => this.answered(text, answer));
      return this.answer;
    }

    async answered(text, answer) {
      const isNewest = this.sending === text;
      if (isNewest) this.sending = this.since = null;
      if (answer.status !== 200 && answer.status !== 409) return isNewest && this.failed(answer);
      this.tries = 0;
      if (answer.base) this.base = answer.base;
      if (!isNewest) return false;
      this.saved = answer.other === undefined ? text : JSON.stringify([["text", answer.other]]);
      if (answer.other) add(this, answer);
      if (this.text() !== text) return this.typed(), false;
      this.onDevice((store) => store.forget(this.dataset.url));
      show(this, "saved", answer.said, answer);
      return true;
    }

    failed({ status, refused }) {
      const { words, hasDevice } = this;
      this.trouble = status;
      const way = { note: words.signedOut, url: words.signIn, label: words.signInLabel };
      if (status === 401) show(this, hasDevice ? "device" : "failed", hasDevice ? words.device : words.refused, way);
      else if (refused) show(this, "failed", words.refused, { note: refused });
      else if (status === 403 || status === 404) show(this, "failed", words.refused, { note: words.gone });
      else {
        const waits = hasDevice && !navigator.onLine;
        show(this, waits ? "device" : "failed", waits ? words.device : words.failed);
        this.timer = setTimeout(() => this.flush(), Math.min(60, 2 ** (this.tries = (this.tries ?? 0) + 1)) * 1000);
      }
      return false;
    }

    // A draft is on the server before its form is sent; a whole form needs no sending.
    async submitted(event) {
      const isWhole = "whole" in this.dataset;
      if (!isWhole && (this.isClear || (this.text() === this.saved && !this.next))) return void (this.isClear = false);
      event.preventDefault();
      event.stopImmediatePropagation();
      const isSaved = await this.flush();
      await this.chain;
      const stops = !isSaved && (this.form.dataset.steady ? [413, 422] : [0, 401, 413, 422]).includes(this.trouble); // spor-steady keeps it all
      if (!isWhole && stops && this.trouble === 0) show(this, this.hasDevice ? "device" : "failed", this.words.failed, { note: this.words.unsent });
      if (isWhole || stops) return;
      this.isClear = true;
      this.form.requestSubmit(event.submitter);
    }
  },
);
