/** The words of the dialogs. They are loaded with them. */

/** Shortcuts in the help dialog; `Mod` is the Command key on a Mac and the Control key elsewhere. */
export const shortcuts: readonly { readonly where: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    where: "In the editor",
    keys: [
      ["Mod .", "Repairs at the cursor"],
      ["F8", "Next finding"],
      ["Shift F8", "Previous finding"],
      ["Mod Z", "Undo"],
      ["Tab", "Leave the editor"],
    ],
  },
  {
    where: "In the findings",
    keys: [
      ["j  ↓", "Next finding"],
      ["k  ↑", "Previous finding"],
      ["Enter", "Go to the place"],
      ["a", "Apply the first repair"],
    ],
  },
  {
    where: "Anywhere",
    keys: [
      ["Mod Shift .", "Apply all safe repairs"],
      ["←  →", "Next panel, on its tab"],
      ["?", "This help (outside the editor)"],
    ],
  },
];

export const ask = {
  heading: "Open the link?",
  hint: "Its text takes the place of yours. Undo brings yours back.",
  keep: "Keep mine",
  open: "Open the link",
} as const;
