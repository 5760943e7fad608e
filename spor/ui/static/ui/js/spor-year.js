// The year plan moves under the hand. A bar in focus: arrows move it a week, Shift and arrow make it shorter or longer.
// Dragged, it begins in the week where it is let go. Every move is the form's own post; without script there are buttons.
const STEPS = { ArrowLeft: "earlier", ArrowRight: "later" };
const LONGER = { ArrowLeft: "shorter", ArrowRight: "longer" };

class SporYear extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this);
    this.addEventListener("dragstart", this);
    this.addEventListener("dragover", this);
    this.addEventListener("drop", this);
    this.prepare();
  }

  prepare() {
    for (const bar of this.querySelectorAll("[data-bar]")) bar.draggable = true;
  }

  handleEvent(event) {
    const bar = event.target.closest?.("[data-bar]");
    if (event.type === "keydown") {
      const step = (event.shiftKey ? LONGER : STEPS)[event.key];
      if (!bar || !step || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      return this.move(bar, { step });
    }
    if (event.type === "dragstart" && bar) {
      this.dragged = bar;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", bar.dataset.bar);
      const box = bar.getBoundingClientRect();
      this.held = Math.floor(((event.clientX - box.left) / box.width) * Number(bar.dataset.weeks));
    }
    if (event.type === "dragover" && this.dragged && event.target.closest("tbody")) event.preventDefault();
    if (event.type === "drop" && this.dragged) {
      event.preventDefault();
      const weeks = [...this.querySelectorAll("thead [data-week]")];
      const at = weeks.findIndex((week) => event.clientX < week.getBoundingClientRect().right);
      const first = Math.max(0, (at < 0 ? weeks.length - 1 : at) - this.held);
      const last = Math.min(weeks.length - 1, first + Number(this.dragged.dataset.weeks) - 1);
      this.move(this.dragged, { first: weeks[first].dataset.week, last: weeks[last].dataset.week });
      this.dragged = null;
    }
  }

  async move(bar, fields) {
    if (this.ariaBusy === "true") return;
    this.ariaBusy = "true";
    const body = new URLSearchParams(fields);
    const token = document.querySelector('meta[name="csrf-token"]').content;
    try {
      const answer = await fetch(bar.dataset.move, { method: "POST", body, headers: { "X-CSRFToken": token } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("spor-year");
      if (!fresh) return location.assign(answer.url);
      const left = this.querySelector(".scroll-x")?.scrollLeft ?? 0;
      this.replaceChildren(...fresh.childNodes);
      this.prepare();
      this.querySelector(".scroll-x")?.scrollTo({ left });
      this.querySelector(`[data-bar="${bar.dataset.bar}"]`)?.focus({ preventScroll: true });
    } catch {
      location.reload();
    } finally {
      this.ariaBusy = "false";
    }
  }
}
customElements.define("spor-year", SporYear);
