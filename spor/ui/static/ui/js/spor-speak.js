// Read aloud. Recordings (data-audio, one or several) go before the browser's voice; only voices that live on the device are used,
// since others may send the text to a server. A device without one plays data-instead, what was recorded of the text, or on the
// pages of the youngest (data-ask) the word to fetch an adult. With nothing to play the button stays hidden. A second press stops.
let speaking = null;
const synth = window.speechSynthesis;
const danish = () => synth?.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().startsWith("da"));
const listed = (words) => words?.split(" ").filter(Boolean) ?? [];

customElements.define(
  "spor-speak",
  class extends HTMLElement {
    connectedCallback() {
      this.button = this.querySelector("button");
      this.whole = listed(this.dataset.audio);
      this.instead = listed(this.dataset.instead ?? this.closest("[data-ask]")?.dataset.ask);
      this.kept = {};
      if ("keep" in this.dataset) [...this.whole, ...this.instead].forEach((address) => this.keep(address));
      this.press = () => (speaking === this ? this.stop() : this.start());
      this.button.addEventListener("click", this.press);
      this.offer = () => { this.button.hidden = !(this.whole.length || this.instead.length || danish()); };
      synth?.addEventListener?.("voiceschanged", this.offer);
      this.offer();
    }

    disconnectedCallback() {
      synth?.removeEventListener?.("voiceschanged", this.offer);
      this.button.removeEventListener("click", this.press);
      Object.values(this.kept).forEach((address) => URL.revokeObjectURL(address));
      if (speaking === this) this.stop();
    }

    // What must be heard when the net is gone is fetched while it is there.
    async keep(address) {
      try {
        const answer = await fetch(address);
        if (answer.ok && this.isConnected) this.kept[address] = URL.createObjectURL(await answer.blob());
      } catch { /* then it is fetched when it is asked for */ }
    }

    start() {
      speaking?.stop();
      speaking = this;
      this.button.setAttribute("aria-pressed", "true");
      if (this.whole.length) this.play(this.whole);
      else if (danish()) this.say();
      else this.play(this.instead);
    }

    play([first, ...rest]) {
      this.sound?.remove();
      this.sound = document.createElement("audio");
      const here = () => speaking === this && this.isConnected;
      const instead = () => { if (!here()) return; if (danish()) this.say(); else this.stop(); };
      this.sound.addEventListener("ended", () => { if (!here()) return; if (rest.length) this.play(rest); else this.stop(); });
      this.sound.addEventListener("error", instead);
      this.sound.src = this.kept[first] ?? first;
      this.append(this.sound);
      this.sound.play().catch((reason) => { if (reason.name !== "AbortError") instead(); });
    }

    say() {
      const words = new SpeechSynthesisUtterance(this.dataset.text);
      words.voice = danish();
      words.lang = "da-DK";
      words.rate = 0.92;
      words.onend = words.onerror = () => { if (speaking === this) this.stop(); };
      synth.speak(words);
    }

    stop() {
      synth?.cancel();
      this.sound?.pause();
      this.sound?.remove();
      this.sound = null;
      this.button.removeAttribute("aria-pressed");
      if (speaking === this) speaking = null;
    }
  },
);
