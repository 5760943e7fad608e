// What is being written goes first: a form is sent, or a link followed, when the server has it, so that nothing is published, shown or
// moved without its last sentence. At most two seconds: the text lies on the device too.
const LONGEST = 2000;
const through = new WeakSet();

const unsaved = () => [...document.querySelectorAll("spor-autosave")].filter((element) => element.saved !== element.text());
const written = (elements) =>
  Promise.race([Promise.all(elements.map((element) => element.flush())), new Promise((done) => setTimeout(done, LONGEST))]);

addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    const elements = unsaved();
    if (!elements.length || through.has(form) || form.closest("spor-autosave") || form.dataset.move) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await written(elements);
    through.add(form);
    form.requestSubmit(event.submitter);
    through.delete(form);
  },
  true,
);

addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[href]");
  const elements = unsaved();
  if (!link || link.target || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || !elements.length) return;
  event.preventDefault();
  await written(elements);
  location.assign(link.href);
});

// What was published no longer says all that stands here.
document.addEventListener("input", (event) => {
  if (event.target.closest("spor-autosave")) for (const form of document.querySelectorAll("[data-unpublished]")) form.hidden = false;
});
