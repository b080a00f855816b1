/**
 * Listens for the widget around the frame. Nobody else is heard: only the parent window may greet, once, and the only things
 * that it can do are to set the theme and to be told the height.
 */
import { isGreeting, themeIn, type Theme } from "./messages.ts";

export interface Host {
  tellHeight(height: number): void;
}

export function setTheme(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
}

/** Listens from the moment this module is loaded, however long the page itself takes. */
export const hostMet: Promise<Host> = new Promise((resolve) => {
  const greeted = ({ source, data, ports: [port] }: MessageEvent<unknown>): void => {
    if (source !== parent || parent === window || port === undefined || !isGreeting(data)) return;
    removeEventListener("message", greeted);
    setTheme(data.theme);
    port.onmessage = (message: MessageEvent<unknown>) => {
      const theme = themeIn(message.data);
      if (theme !== null) setTheme(theme);
    };
    let told = 0;
    resolve({
      tellHeight: (height) => {
        if (height !== told) port.postMessage({ height });
        told = height;
      },
    });
  };
  addEventListener("message", greeted);
});
