import type { State } from "../state.ts";
import { here } from "./here.ts";

/**
 * Asks the browser to keep the page for times without a network. In a frame it does not: the site around it decides what
 * is kept, and in a sandboxed one the browser would refuse.
 */
export function workOffline(state: () => State): void {
  if (window.top !== window || !isSecureContext || !("serviceWorker" in navigator)) return;
  const start = (): void => void register(state).catch(() => undefined);
  // After everything that somebody may be waiting for. Not every browser tells when it is idle.
  if ("requestIdleCallback" in window) requestIdleCallback(start);
  else setTimeout(start, 1000);
}

async function register(state: () => State): Promise<void> {
  const { serviceWorker } = navigator;
  const registration = await serviceWorker.register("./service-worker.js", { updateViaCache: "none" });
  const tell = async (): Promise<void> => {
    // The first version is no news, and on this machine none waits.
    if (registration.waiting === null || serviceWorker.controller === null || here.includes(location.hostname)) return;
    const { tellOfUpdate } = await import("./update.ts");
    tellOfUpdate(registration, state);
  };
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", () => void tell());
  });
  await tell();
}
