/** The words of the widget before its frame is there. The frame has the page's own. */
export const words = {
  policy: "Role trust policy",
  check: "Check this policy",
  checkAny: "Check a trust policy",
  open: "Open in the playground",
  newTab: "(opens in a new tab)",
  starting: "Starting…",
  failed: "The playground could not start inside this page. Open it on its own instead.",
  frame: (n: number) => `Trust Policy Playground ${n}`,
} as const;
