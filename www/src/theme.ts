/** Light or dark: the system's wish, until the person presses the button. */
import { recall, remember } from "./storage.ts";

const KEY = "theme";
const prefersDark = matchMedia("(prefers-color-scheme: dark)");

function isDark(): boolean {
  const chosen = document.documentElement.dataset["theme"];
  return chosen === undefined ? prefersDark.matches : chosen === "dark";
}

export function startTheme(button: HTMLButtonElement): void {
  const stored = recall(KEY);
  if (stored === "dark" || stored === "light") document.documentElement.dataset["theme"] = stored;
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
