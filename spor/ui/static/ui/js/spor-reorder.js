// Blocks up and down. Each block has two forms, data-move="up" and "down", that post by themselves without script;
// here the block moves at once, keeps the focus, and says where it stands. Alt and an arrow do the same.
customElements.define(
  "spor-reorder",
  class extends HTMLElement {
    connectedCallback() {
      this.addEventListener("submit", (event) => {
        const form = event.target.closest("form[data-move]");
        if (!form) return;
        event.preventDefault();
        this.move(form);
      });
      this.addEventListener("keydown", (event) => {
        const move = event.altKey && { ArrowUp: "up", ArrowDown: "down" }[event.key];
        const form = move && event.target.closest("[data-block]")?.querySelector(`form[data-move="${move}"]`);
        if (!form) return;
        event.preventDefault();
        this.move(form);
      });
      this.ends();
    }

    blocks() { return [...this.querySelectorAll("[data-block]")]; }

    shift(block, up) {
      const all = this.blocks();
      const other = all[all.indexOf(block) + (up ? -1 : 1)];
      if (!other) return false;
      if (up) other.before(block);
      else other.after(block);
      return true;
    }

    async move(form) {
      const block = form.closest("[data-block]");
      const up = form.dataset.move === "up";
      const focused = document.activeElement;
      const body = new FormData(form);
      if (!this.shift(block, up)) return;
      this.ends();
      const button = form.querySelector("button");
      (button.disabled && focused === button ? block.querySelector("form[data-move] button:not(:disabled)") : focused)?.focus();
      this.say(block);
      this.queue = (this.queue ?? Promise.resolve()).then(() => this.send(form, body)).then((kept) => {
        if (kept) return;
        this.shift(block, !up);
        this.ends();
        document.dispatchEvent(new CustomEvent("spor:toast", { detail: { text: this.dataset.failed, kind: "bad" } }));
      });
    }

    async send(form, body) {
      const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
      if (token) body.set("csrfmiddlewaretoken", token);
      try { return (await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" } })).ok; }
      catch { return false; }
    }

    ends() {
      const all = this.blocks();
      all.forEach((block, at) => {
        for (const [move, end] of [["up", 0], ["down", all.length - 1]]) {
          const button = block.querySelector(`form[data-move="${move}"] button`);
          if (button) button.disabled = at === end;
        }
      });
    }

    say(block) {
      const place = this.querySelector("[data-said]");
      const all = this.blocks();
      if (place) place.textContent = this.dataset.moved.replace("{at}", all.indexOf(block) + 1).replace("{count}", all.length);
    }
  },
);
