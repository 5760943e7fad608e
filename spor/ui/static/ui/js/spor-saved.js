// What stands beneath a field that saves itself: the mark, and a note where someone must know or do something.
// Several fields may share the page's one mark (data-mark="writing" around it): it then says how the worst of them stands.
const ICONS = { saved: "cloud-check", saving: "cloud-upload", device: "cloud-off", failed: "circle-alert" };
const WORST = ["saved", "saving", "device", "failed"];
const standing = new Map(); // mark → element → [state, text]

// state null: the element is gone. `more` may hold a note with a url and a label for its link; without one an earlier note goes away.
export function show(element, state, text = "", more = {}) {
  const mark = element.querySelector(".saved") ?? document.querySelector('[data-mark="writing"] .saved');
  if (mark) draw(mark, element, state, text);
  if (state === null) return;
  let note = element.querySelector(":scope > .note[data-written]");
  if (!more.note) { if (state === "saved") note?.remove(); return; }
  if (!note) {
    note = document.getElementById("spor-writing").content.firstElementChild.cloneNode(true);
    note.dataset.written = "";
    element.append(note);
  }
  say(note, more);
}

function draw(mark, element, state, text) {
  const all = standing.get(mark) ?? standing.set(mark, new Map()).get(mark);
  all.delete(element);
  if (state) all.set(element, [state, text]);
  const worst = [...all.values()].reduce((one, other) => (WORST.indexOf(other[0]) >= WORST.indexOf(one[0]) ? other : one), ["saved", ""]);
  if (!worst[1]) return;
  mark.dataset.state = worst[0];
  mark.querySelector("span").textContent = worst[1];
  const use = mark.querySelector("use");
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, `#${ICONS[worst[0]]}`));
}

function say(note, { note: words, url, label }) {
  const text = note.querySelector("span");
  if (text.textContent !== words) text.textContent = words;
  const link = note.querySelector("a");
  link.hidden = !url;
  if (!url) return;
  link.href = url;
  link.textContent = label;
  // Back to this very field: the sign-in page reads where to go from here.
  link.onclick = () => {
    const id = note.parentElement.field?.id;
    const place = location.pathname + location.search + (id ? `#${id}` : "");
    document.cookie = `naeste=${place}; path=/; max-age=3600; samesite=lax`;
  };
}
