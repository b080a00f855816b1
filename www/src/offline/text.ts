/** The words of the notice about a new version. */
export const update = {
  label: "New version",
  ready: "A new version of this page is ready.",
  reload: "Reload",
  reloadHint: "Your text stays.",
  later: "Later",
} as const;
