// Read aloud. A recording (data-audio) goes before the browser's voice; only voices that live on the device are used,
// since others may send the text to a server. Without either the button stays hidden. A second press stops.
let speaking = null;
const synth = window.speechSynthesis;
const danish = () => synth?.getVoices().find((voice) => voice.localService && voice.lang.toLowerCase().startsWith("da"));

customElements.define(
  "spor-speak",
  class extends HTMLElement {
    connectedCallback() {
      this.button = this.querySelector("button");
      this.button.addEventListener("click", () => (speaking === this ? this.stop() : this.start()));
      this.offer = () => { this.button.hidden = !(this.dataset.audio || danish()); };
      synth?.addEventListener?.("voiceschanged", this.offer);
      this.offer();
    }

    disconnectedCallback() {
      synth?.removeEventListener?.("voiceschanged", this.offer);
      if (speaking === this) this.stop();
    }

    start() {
      speaking?.stop();
      speaking = this;
      this.button.setAttribute("aria-pressed", "true");
      if (this.dataset.audio) return this.play();
      this.say();
    }

    play() {
      this.sound = new Audio(this.dataset.audio);
      this.sound.addEventListener("ended", () => this.stop());
      const instead = () => { if (speaking !== this) return; if (danish()) this.say(); else this.stop(); };
      this.sound.addEventListener("error", instead);
      this.sound.play().catch(instead);
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
      this.sound = null;
      this.button.removeAttribute("aria-pressed");
      if (speaking === this) speaking = null;
    }
  },
);
