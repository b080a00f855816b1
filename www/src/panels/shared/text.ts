/** The words of what panels share. */
export const copy = {
  copy: "Copy",
  copyNamed: (what: string) => `Copy: ${what}`,
} as const;

export const command = {
  shell: "Shell",
  posix: "bash, zsh",
  powershell: "PowerShell",
  changes: "changes something",
  label: "Command",
} as const;
