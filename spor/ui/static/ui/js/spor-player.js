// A recording with our own button, line and time. Without script the browser's player stands in its place.
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

customElements.define(
  "spor-player",
  class extends HTMLElement {
    connectedCallback() {
      this.audio = this.querySelector("audio");
      this.panel = this.querySelector(".player");
      this.button = this.panel.querySelector("button");
      this.line = this.panel.querySelector("input");
      this.time = this.panel.querySelector(".time");
      this.panel.hidden = false;
      this.audio.hidden = true;
      this.button.addEventListener("click", () => this.toggle());
      this.line.addEventListener("input", () => {
        if (Number.isFinite(this.audio.duration)) this.audio.currentTime = (this.line.value / 1000) * this.audio.duration;
      });
      for (const type of ["play", "pause", "ended"]) this.audio.addEventListener(type, () => this.drawButton());
      for (const type of ["timeupdate", "durationchange", "loadedmetadata"]) this.audio.addEventListener(type, () => this.drawTime());
      this.audio.addEventListener("error", () => this.fail());
      this.drawButton();
    }

    disconnectedCallback() { this.audio.pause(); }

    toggle() {
      if (!this.audio.paused) return this.audio.pause();
      for (const other of document.querySelectorAll("audio")) if (other !== this.audio) other.pause();
      this.querySelector("[role=alert]").hidden = true;
      if (this.audio.error) this.audio.load();
      this.audio.play().catch((error) => { if (error.name !== "AbortError") this.fail(); });
    }

    drawButton() {
      const plays = !this.audio.paused && !this.audio.ended;
      this.button.querySelector("[data-play]").toggleAttribute("hidden", plays);
      this.button.querySelector("[data-pause]").toggleAttribute("hidden", !plays);
      this.button.setAttribute("aria-pressed", String(plays));
    }

    drawTime() {
      const { currentTime, duration } = this.audio;
      const known = Number.isFinite(duration) && duration > 0;
      this.line.value = known ? Math.round((currentTime / duration) * 1000) : 0;
      this.line.setAttribute("aria-valuetext", clock(currentTime));
      if (known || currentTime) this.time.textContent = clock(currentTime > 0 ? currentTime : duration);
    }

    fail() {
      this.querySelector("[role=alert]").hidden = false;
      this.drawButton();
    }
  },
);
