// A class and its goals as one grid: one tab stop, arrows move, 0–4 set the level and go down.
// A cell is a link to the pupil's row form (that is how it works without script); data-post is where its level is sent.
const MOVES = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

customElements.define(
  "spor-matrix",
  class extends HTMLElement {
    connectedCallback() {
      this.rove(this.cells()[0]);
      this.addEventListener("keydown", (event) => this.key(event));
      this.addEventListener("focusin", (event) => { if (event.target.matches("[data-cell]")) this.rove(event.target); });
      this.addEventListener("htmx:afterSwap", () => this.rove(this.querySelector("[data-cell]:focus") ?? this.now));
      for (const type of ["htmx:sendError", "htmx:responseError"]) this.addEventListener(type, (event) => this.giveBack(event.target));
    }

    cells() { return [...this.querySelectorAll("td [data-cell]")]; }

    rove(cell) {
      for (const other of this.cells()) other.tabIndex = other === cell ? 0 : -1;
      this.now = cell;
    }

    at(cell, down, right) {
      const row = cell.closest("tr");
      const rows = [...row.parentElement.rows];
      return rows[rows.indexOf(row) + down]?.cells[cell.closest("td").cellIndex + right]?.querySelector("[data-cell]");
    }

    key(event) {
      const cell = event.target.closest("[data-cell]");
      if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
      const row = [...cell.closest("tr").querySelectorAll("[data-cell]")];
      const goal = MOVES[event.key] ? this.at(cell, ...MOVES[event.key]) : { Home: row[0], End: row.at(-1) }[event.key];
      if (goal) { event.preventDefault(); goal.focus(); }
      if (/^[0-4]$/.test(event.key) && cell.dataset.post) {
        event.preventDefault();
        this.set(cell, event.key);
        this.at(cell, 1, 0)?.focus();
      }
    }

    set(cell, level) {
      const dot = cell.querySelector(".dot");
      cell.dataset.before = dot.dataset.l;
      cell.dataset.state = "waiting";
      this.draw(dot, level);
      const place = cell.closest("td"); // it stays when the cell in it is swapped, so a second press is not lost
      window.htmx.ajax("POST", cell.dataset.post, { source: place, target: place, swap: "innerHTML", values: { level, key: crypto.randomUUID?.().replaceAll("-", "") ?? "" } });
    }

    // The old value comes back and the cell is marked; the toast says what happened.
    giveBack(place) {
      const cell = place.querySelector?.("[data-cell][data-before]");
      if (!cell) return;
      this.draw(cell.querySelector(".dot"), cell.dataset.before);
      cell.dataset.state = "failed";
      delete cell.dataset.before;
    }

    draw(dot, level) {
      const use = dot.querySelector("use");
      dot.dataset.l = level;
      dot.setAttribute("aria-label", this.dataset[`level${level}`] ?? "");
      use.setAttribute("href", use.getAttribute("href").replace(/#d.$/, `#d${level}`));
    }
  },
);
