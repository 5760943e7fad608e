// Light or dark: follows the system until someone chooses; the choice stays on this device.
// A plain script in <head>, not a module, so that the choice holds before the first paint.
(() => {
  const root = document.documentElement;
  const kept = {
    get() { try { return localStorage.getItem("theme"); } catch { return null; } },
    set(theme) { try { localStorage.setItem("theme", theme); } catch { /* a closed store: the choice lasts for this page */ } },
  };
  const chosen = kept.get();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-toggle]")) button.hidden = false;
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-theme-toggle]")) return;
    const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    root.dataset.theme = (root.dataset.theme || system) === "dark" ? "light" : "dark";
    kept.set(root.dataset.theme);
  });
})();
