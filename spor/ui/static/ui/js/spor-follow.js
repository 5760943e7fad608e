// A heading that says what is being written in a field below it: <h1 data-follows="id of the field">.
for (const heading of document.querySelectorAll("[data-follows]")) {
  const field = document.getElementById(heading.dataset.follows);
  const empty = heading.textContent;
  field?.addEventListener("input", () => { heading.textContent = field.value.trim() || empty; });
}
