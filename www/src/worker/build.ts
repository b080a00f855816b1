/** What the service worker knows about the build that it belongs to. */
export interface Build {
  /** Changes with the content of any file. */
  readonly version: string;
  /** What the page and its later parts need, by name below the site, with the hash that the browser checks. */
  readonly files: Readonly<Record<string, string>>;
  /** Files, and folders with a slash at the end, that are kept once somebody has visited them. */
  readonly onVisit: readonly string[];
  /** The names of the machine that the browser runs on. */
  readonly here: readonly string[];
}
