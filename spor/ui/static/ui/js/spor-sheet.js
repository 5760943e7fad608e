// A page that is written in and has a sheet for paper ([data-sheet]): as the printer asks, the sheet says what stands in the fields, its
// parts in the order of the blocks.
addEventListener("beforeprint", () => {
  for (const place of document.querySelectorAll("[data-sheet] [data-copies]")) {
    const field = document.getElementById(place.dataset.copies);
    if (field) place.textContent = field.value.trim();
  }
  const sheet = document.querySelector("[data-sheet]");
  for (const block of document.querySelectorAll("[data-block]")) {
    const part = sheet.querySelector(`[data-sheet-of="${CSS.escape(block.id.replace("blok-", ""))}"]`);
    if (part) sheet.append(part);
  }
});
