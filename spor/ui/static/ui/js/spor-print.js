// «Udskriv»: shown only where there is script to do it. <button data-print hidden>
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
