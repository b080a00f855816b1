/** What the frame was asked for; `null` on the page itself. */
import { readOptions, type EmbedOptions } from "./options.ts";

export const embedded: EmbedOptions | null = document.documentElement.classList.contains("embed")
  ? readOptions(location.search)
  : null;
