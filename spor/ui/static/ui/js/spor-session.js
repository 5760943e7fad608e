// Says five minutes before the session ends, and lets whoever is there stay. Another window may have used the session meanwhile, so the
// server is asked first; asking is no use of it.
import { post } from "./spor-send.js";

const BEFORE = 300;
const LONGEST = 86_400; // a timer of more than 24 days goes off at once

customElements.define(
  "spor-session",
  class extends HTMLElement {
    connectedCallback() {
      this.querySelector("[data-stay]").onclick = () => this.stay();
      this.querySelector("[data-again]").onclick = () => {
        document.cookie = `naeste=${location.pathname}${location.search}; path=/; max-age=600; samesite=lax`;
      };
      this.woken = () => document.hidden || this.ask(); // a machine that slept counted no seconds
      document.addEventListener("visibilitychange", this.woken);
      this.wait(Number(this.dataset.left) - BEFORE);
    }

    disconnectedCallback() {
      clearTimeout(this.timer);
      document.removeEventListener("visibilitychange", this.woken);
    }

    wait(seconds) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.ask(), Math.min(Math.max(seconds, 0), LONGEST) * 1000);
    }

    async ask() {
      const answer = await fetch(this.dataset.url, { cache: "no-store" }).catch(() => null);
      if (!answer) return this.wait(60); // no net: nothing is known
      this.told(answer.ok && !answer.redirected ? await answer.json() : { idle: 0, longest: 0 });
    }

    async stay() {
      const answer = await post(this.dataset.url, [], this.dataset.token);
      if (answer.status !== 0) this.told(answer.status === 200 ? answer : { idle: 0, longest: 0 });
    }

    told({ idle, longest }) {
      const left = Math.min(idle, longest);
      const when = left <= 0 ? "ended" : left > BEFORE ? "" : longest <= BEFORE ? "longest" : "idle";
      this.querySelector("span").textContent = this.dataset[when] ?? "";
      this.querySelector("[data-stay]").hidden = when !== "idle";
      this.querySelector("[data-again]").hidden = when !== "longest" && when !== "ended";
      this.hidden = !when;
      if (when !== "ended") this.wait(when ? left + 1 : left - BEFORE);
    }
  },
);
