// <spor-outbox>: what waits on this device for the net (spor-queue) is said, and sent as soon as a page is open with one, exactly once.
import { fill } from "./spor-fields.js";
import { drop, refuse, waiting, whole } from "./spor-queue.js";
import { unlock } from "./spor-store.js";

const AGAIN = 30000;
const REFUSED = [404, 409, 413, 415, 422];
const here = location.pathname + location.search;
let isTouched = false;
for (const type of ["input", "change"]) document.addEventListener(type, (event) => { isTouched ||= event.isTrusted; });

customElements.define(
  "spor-outbox",
  class extends HTMLElement {
    connectedCallback() {
      this.begin = () => this.run().catch(() => {});
      for (const type of ["online", "offline", "focus"]) addEventListener(type, this.begin);
      document.addEventListener("spor:queued", this.begin);
      this.begin();
    }

    disconnectedCallback() {
      for (const type of ["online", "offline", "focus"]) removeEventListener(type, this.begin);
      document.removeEventListener("spor:queued", this.begin);
      clearTimeout(this.timer);
    }

    async run() {
      clearTimeout(this.timer);
      const store = await unlock(this.dataset.key);
      if (!store) return;
      await this.draw(store);
      const isSent = await this.sendAll(store);
      const left = await this.draw(store);
      if (left.some((item) => !item.why)) this.timer = setTimeout(this.begin, AGAIN);
      if (!isSent) return;
      if (!isTouched || document.querySelector("form[data-steady][hidden]")) return location.reload(); // it says what has become of it
      this.say("sent", this.dataset.sent);
    }

    // One window sends at a time. Whatever arrives twice all the same has the same hidden key, and counts once.
    async sendAll(store) {
      if (!navigator.onLine) return false;
      const deed = async (lock) => {
        let isSent = false;
        for (const item of lock ? await waiting(store) : []) if (!item.why) isSent = (await this.send(store, item)) || isSent;
        return isSent;
      };
      return navigator.locks.request("spor-outbox", { ifAvailable: true }, deed);
    }

    async send(store, item) {
      const form = await whole(store, item);
      const token = await fetch(this.dataset.token, { cache: "no-store" }).catch(() => null);
      this.isOut = token?.status === 404;
      if (!form || !token?.ok) return false;
      const headers = { "Content-Type": form.type, "X-CSRFToken": await token.text() };
      const answer = await fetch(item.address, { method: "POST", body: form.body, headers, redirect: "manual" }).catch(() => null);
      if (REFUSED.includes(answer?.status)) await refuse(store, item, await this.reason(answer));
      if (answer?.type !== "opaqueredirect") return false;
      await drop(store, item);
      for (const address of item.drafts) await store.forget(address);
      return true;
    }

    async reason(answer) {
      if (answer.status === 404) return this.dataset.gone;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const said = page.querySelector("main :is(.err, .note.bad, .trouble):not([hidden], [hidden] *)");
      return said?.textContent.trim().replace(/\s+/g, " ") || this.dataset.refused;
    }

    async draw(store) {
      const all = await waiting(store);
      const [bad, good] = [all.filter((item) => item.why), all.filter((item) => !item.why)];
      this.say("sent", "");
      this.say("waits", good.length ? this.text(good.length === 1 ? "one" : "many", good.length) + (this.isOut ? ` ${this.dataset.out}` : "") : "");
      const way = this.querySelector("[data-sign-in]");
      way.hidden = !this.isOut;
      way.onclick = () => { document.cookie = `naeste=${here}; path=/; max-age=3600; samesite=lax`; };
      const mould = this.querySelector("template").content.firstElementChild;
      this.querySelector("[data-refused-list]").replaceChildren(...bad.map((item) => this.line(mould.cloneNode(true), store, item)));
      this.hidden = !all.length;
      const back = bad.find((item) => item.page === here);
      if (back) await this.putBack(store, back);
      return all;
    }

    say(name, words) {
      const note = this.querySelector(`[data-say="${name}"]`);
      note.hidden = !words;
      if (words) this.hidden = false;
      const place = note.querySelector("[data-words]");
      if (place.textContent !== words) place.textContent = words;
    }

    line(note, store, item) {
      note.querySelector("[data-words]").textContent = `«${item.title}» ${item.why}`;
      const link = note.querySelector("a");
      link.href = item.page;
      link.hidden = item.page === here || item.why === this.dataset.gone;
      return note;
    }

    // On its own page a refused form stands as it was pressed, for its writer to mend.
    async putBack(store, item) {
      const form = document.querySelector("form[data-steady]:not([data-back])");
      if (!form) return;
      form.dataset.back = "";
      await fill(form, await whole(store, item));
    }

    text(name, count) { return this.dataset[name].replace("{count}", count); }
  },
);
