// Runs before anything is painted, so that a remembered choice never flashes.
(() => {
  const root = document.documentElement;
  const key = "waymark:theme";
  const choices = ["auto", "light", "dark"];
  const names = { auto: "Auto", light: "Light", dark: "Dark" };
  let choice = "auto";
  try { choice = localStorage.getItem(key) || "auto"; } catch { /* no storage: nothing to remember */ }
  if (!choices.includes(choice)) choice = "auto";

  const apply = () => {
    if (choice === "auto") delete root.dataset.theme; else root.dataset.theme = choice;
  };
  root.classList.add("js");
  apply();

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-theme-switch]");
    if (!button) return;
    const name = button.querySelector("[data-theme-name]");
    name.textContent = names[choice];
    button.hidden = false;
    button.addEventListener("click", () => {
      choice = choices[(choices.indexOf(choice) + 1) % choices.length];
      apply();
      name.textContent = names[choice];
      try { localStorage.setItem(key, choice); } catch { /* stays for this page */ }
    });
  });
})();
