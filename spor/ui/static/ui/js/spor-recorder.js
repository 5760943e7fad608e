// Record a voice into the form's file field. Nothing leaves the device before the form is sent.
const TYPES = ["audio/mp4", "audio/webm;codecs=opus", "audio/webm"];
const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

customElements.define(
  "spor-recorder",
  class extends HTMLElement {
    connectedCallback() {
      this.type = window.MediaRecorder && TYPES.find((type) => MediaRecorder.isTypeSupported(type));
      if (!this.type || !navigator.mediaDevices?.getUserMedia) return; // the plain file field stays
      this.piece = (name) => this.querySelector(`[data-${name}]`);
      this.field = this.querySelector('input[type="file"]');
      this.piece("plain").hidden = true;
      this.piece("live").hidden = false;
      this.piece("record").addEventListener("click", () => this.start());
      this.piece("stop").addEventListener("click", () => this.recorder?.stop());
      this.listen();
      document.addEventListener("htmx:beforeSwap", this);
      this.piece("again").addEventListener("click", () => { this.forget(); this.start(); });
      this.field.form?.addEventListener("reset", () => this.forget());
    }

    disconnectedCallback() {
      document.removeEventListener("htmx:beforeSwap", this);
      this.close();
    }

    // An answer that would take the place of someone who speaks is let go: what is said is sent next, and brings the rest along.
    handleEvent(event) { if (this.isOn && event.detail.target.contains(this)) event.detail.shouldSwap = false; }

    async start() {
      this.isOn = true;
      this.piece("refused").hidden = true;
      try {
        this.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      } catch {
        this.isOn = false;
        this.piece("refused").hidden = false;
        this.piece("plain").hidden = false;
        return;
      }
      const pieces = [];
      this.recorder = new MediaRecorder(this.stream, { mimeType: this.type });
      this.recorder.addEventListener("dataavailable", (event) => { if (event.data.size) pieces.push(event.data); });
      this.recorder.addEventListener("stop", () => this.keep(new Blob(pieces, { type: this.type.split(";")[0] })));
      this.recorder.start(1000);
      this.began = performance.now();
      this.show(true, false);
      this.piece("stop").focus();
      this.say("recording");
      this.tick();
      this.timer = setInterval(() => this.tick(), 250);
    }

    // The big button of the youngest, in place of the browser's player.
    listen() {
      const sound = this.piece("heard");
      this.piece("listen").addEventListener("click", () => {
        if (!sound.paused) return sound.pause();
        sound.currentTime = 0;
        sound.play().catch(() => {});
      });
      for (const type of ["play", "pause", "ended"]) sound.addEventListener(type, () => this.piece("listen").setAttribute("aria-pressed", String(!sound.paused && !sound.ended)));
    }

    tick() {
      const seconds = (performance.now() - this.began) / 1000;
      this.piece("time").textContent = clock(seconds);
      if (seconds >= Number(this.dataset.max) && this.recorder?.state === "recording") this.recorder.stop();
    }

    keep(blob) {
      this.close();
      const ending = blob.type === "audio/mp4" ? "m4a" : "webm";
      const bundle = new DataTransfer();
      bundle.items.add(new File([blob], `optagelse.${ending}`, { type: blob.type }));
      this.field.files = bundle.files;
      this.field.dispatchEvent(new Event("change", { bubbles: true }));
      this.piece("heard").src = this.url = URL.createObjectURL(blob);
      this.show(false, true);
      this.piece("again").focus();
      this.say("done");
    }

    forget() {
      this.close();
      this.piece("heard").pause();
      this.field.value = "";
      if (this.url) URL.revokeObjectURL(this.url);
      this.url = null;
      this.show(false, false);
    }

    close() {
      this.isOn = false;
      clearInterval(this.timer);
      this.stream?.getTracks().forEach((track) => track.stop());
      this.stream = null;
    }

    show(recording, recorded) {
      this.toggleAttribute("data-recording", recording);
      this.piece("record").hidden = recording || recorded;
      this.piece("stop").hidden = !recording;
      this.piece("time").hidden = !recording;
      this.piece("again").hidden = !recorded;
      const mine = this.classList.contains("big") ? "listen" : "heard";
      this.piece(mine).hidden = !recorded;
    }

    say(key) {
      const said = this.piece("said");
      said.textContent = said.dataset[key];
    }
  },
);
