/**
 * What a widget and its frame say to each other. The widget greets the document in its frame with a port; everything else
 * goes through that port, which no other window has. Each side takes only what has the right shape, and does nothing with it
 * but set a height or a theme.
 */

export type Theme = "light" | "dark";

export interface Greeting {
  readonly type: "trust-policy-playground";
  readonly theme: Theme;
}

/** No analysis is higher; a frame that asks for more is not ours. */
const MAX_HEIGHT = 20_000;

export function isTheme(value: unknown): value is Theme {
  return value === "light" || value === "dark";
}

/** The theme in a greeting or a later message. */
export function themeIn(data: unknown): Theme | null {
  const theme = property(data, "theme");
  return isTheme(theme) ? theme : null;
}

export function isGreeting(data: unknown): data is Greeting {
  return property(data, "type") === "trust-policy-playground" && themeIn(data) !== null;
}

/** The height in a frame's message, in whole CSS pixels. */
export function heightIn(data: unknown): number | null {
  const height = property(data, "height");
  return Number.isInteger(height) && (height as number) > 0 && (height as number) <= MAX_HEIGHT ? (height as number) : null;
}

function property(data: unknown, name: string): unknown {
  return typeof data === "object" && data !== null ? (data as Readonly<Record<string, unknown>>)[name] : undefined;
}
