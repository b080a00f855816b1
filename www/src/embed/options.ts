/** How the page was asked to look by the address of its frame: `embed.html?theme=dark&panels=findings&read-only#text=…`. */
import type { PanelId } from "../state.ts";
import { isTheme, type Theme } from "./messages.ts";

export interface EmbedOptions {
  /** `null` follows the system. */
  readonly theme: Theme | null;
  /** The panels to show; `null` for all. */
  readonly panels: readonly PanelId[] | null;
  readonly readOnly: boolean;
}

const panelNames: readonly PanelId[] = ["findings", "who", "can", "error"];

/** Takes what it knows and leaves out the rest: an address can hold anything. */
export function readOptions(search: string): EmbedOptions {
  const query = new URLSearchParams(search);
  const theme = query.get("theme");
  const asked = new Set((query.get("panels") ?? "").toLowerCase().split(/[\s,]+/));
  const panels = panelNames.filter((name) => asked.has(name));
  return {
    theme: isTheme(theme) ? theme : null,
    panels: panels.length === 0 ? null : panels,
    readOnly: query.has("read-only") && query.get("read-only") !== "false",
  };
}
