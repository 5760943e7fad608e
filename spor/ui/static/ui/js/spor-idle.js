// A class's tablet: when nobody has touched it for data-seconds, the form inside is sent, and the next child begins with the animals.
// While somebody does, the server is told so (data-pulse) twice a minute. When the tablet closes (data-left seconds from now) the page asks
// again, and is told that it is closed. Whoever records a voice touches nothing, and is there.
const TOUCHES = ["pointerdown", "keydown", "input", "change"];
const PULSE = 30_000;

customElements.define(
  "spor-idle",
  class extends HTMLElement {
    connectedCallback() {
      this.touched = this.told = Date.now();
      this.touch = () => { this.touched = Date.now(); };
      TOUCHES.forEach((each) => document.addEventListener(each, this.touch, true));
      this.clock = setInterval(() => this.look(), 1000);
      this.closes = setTimeout(() => location.reload(), Number(this.dataset.left) * 1000 + 1000);
    }

    disconnectedCallback() {
      clearInterval(this.clock);
      clearTimeout(this.closes);
      TOUCHES.forEach((each) => document.removeEventListener(each, this.touch, true));
    }

    look() {
      if (document.querySelector("spor-recorder[data-recording]")) this.touch();
      const now = Date.now();
      if (now - this.touched >= Number(this.dataset.seconds) * 1000) {
        clearInterval(this.clock);
        this.querySelector("form").submit();
      } else if (this.touched > this.told && now - this.told >= PULSE) {
        this.told = now;
        fetch(this.dataset.pulse).catch(() => {}); // without a net the page stands as it is
      }
    }
  },
);
