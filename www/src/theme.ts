/** Light or dark: the system's wish, until the person presses the button. */
import { remember } from "./storage.ts";

/** Where early.js finds what was chosen, before the first paint. */
const KEY = "theme";
const prefersDark = matchMedia("(prefers-color-scheme: dark)");

function isDark(): boolean {
  const chosen = document.documentElement.dataset["theme"];
  return chosen === undefined ? prefersDark.matches : chosen === "dark";
}

export function startTheme(button: HTMLButtonElement): void {
  const show = (): void => button.setAttribute("aria-pressed", String(isDark()));
  show();
  prefersDark.addEventListener("change", show);
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset["theme"] = theme;
    remember(KEY, theme);
    show();
  });
}
