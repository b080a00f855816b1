/** The words of the recipes that a script writes; the others stand in recipes.html. */
export const words = {
  link: "Check this trust policy",
  frame: "Trust policy",
  badge: "Trust policy: check it",
  copy: "Copy",
  copyNamed: (what: string) => `Copy: ${what}`,
  copied: "Copied",
  copyFailed: "The browser did not allow copying. The text is selected: copy it with the keyboard.",
  tooLong: "This text is too long for a link, which holds 64 KiB.",
} as const;
