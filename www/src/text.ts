/**
 * Every word of the page that a person can read, in one place: to be checked together, and to be translated one day.
 * `page` is put into index.html when the site is built; the rest is used by the views.
 */
import type { Safety, Severity } from "./engine/trust_policy_wasm.js";

/** "1 error", "2 errors". */
export function count(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

export const page = {
  title: "Trust Policy Playground",
  description:
    "Paste an AWS IAM role trust policy. See at once whether AWS accepts it, where and why it is wrong, and repair it with one key. Nothing leaves your browser.",
  previewAlt: "A trust policy with a wrong principal, and what AWS says: Invalid principal in policy.",
  tagline: "Why AWS refuses your role trust policy, and the repair.",
  policyHeading: "Policy",
  resultHeading: "What AWS would say",
  findingsHeading: "Findings",
  summaryLabel: "Summary",
  examples: "Examples",
  ownText: "Your own text",
  undo: "Undo",
  redo: "Redo",
  copy: "Copy",
  open: "Open file",
  share: "Share",
  panels: "Panels",
  findingsTab: "Findings",
  // The rest is left out of sight on a phone.
  whoTab: "Who can",
  whoTabRest: "assume",
  canTab: "Can they?",
  errorTab: "Error",
  theme: "Dark theme",
  help: "Keyboard shortcuts",
  close: "Close",
  applyAll: "Apply all safe repairs",
  save: "Save it at AWS: the commands",
  about: "About this role (optional)",
  aboutHint: "What you know besides the policy makes the check exact. It stays on this page, until you leave it.",
  role: "Role ARN or account id",
  rolePlaceholder: "arn:aws:iam::111122223333:role/example",
  trusted: "Other accounts you trust",
  trustedPlaceholder: "444455556666, 777788889999",
  organization: "Organization id",
  organizationPlaceholder: "o-a1b2c3d4e5",
  silenced: "Silenced rules",
  loading: "Starting the checker…",
  unsealed: "Nothing you type is sent anywhere.",
  sealHow: "How to check",
  sealHowText:
    "Once the checker has started, the page forbids itself every connection. Open your browser's developer tools, watch the network tab while you type, or enter fetch(location.href) in the console: the browser refuses it. The page also works with the network unplugged.",
  allRules: "All rules",
  embed: "Embed it",
  draft: "Keep a draft in this browser",
  noscript:
    "This page checks the policy in your own browser, and needs JavaScript for that. Turn JavaScript on for this page, or use the command line tool, trust-policy.",
} as const;

export const severityWord: Readonly<Record<Severity, string>> = {
  error: "Error",
  security: "Security",
  warning: "Warning",
  suggestion: "Suggestion",
};

const severityCount: Readonly<Record<Severity, readonly [string, string]>> = {
  error: ["error", "errors"],
  security: ["security finding", "security findings"],
  warning: ["warning", "warnings"],
  suggestion: ["suggestion", "suggestions"],
};

export const safetyWord: Readonly<Record<Safety, string>> = {
  safe: "safe",
  review: "review",
  "fill-in": "fill in",
};

export const safetyMeaning: Readonly<Record<Safety, string>> = {
  safe: "Keeps or narrows who may assume the role",
  review: "Changes who may assume the role, or guesses: read it first",
  "fill-in": "Has a placeholder that you complete",
};

export const verdict = {
  accepted: "AWS accepts this",
  rejected: "AWS refuses this",
  depends: "It depends",
  empty: "Paste a trust policy",
  emptyHint: "The policy, the output of aws iam get-role, or whatever you have. Or choose an example.",
  loading: page.loading,
  dependsHint: "AWS accepts this if what it names exists.",
  dependsElse: "If not, it says:",
  acceptedClean: "Nothing to repair.",
  acceptedErrors: "It saves, but it will not work as written.",
  acceptedSecurity: "It saves, but look at who gets in.",
  acceptedNotes: "It saves. A few notes are below.",
  failed: "The checker is not running",
  failedHint:
    "Reload the page. If it stays so, the browser may be too old or may block WebAssembly, or the host does not serve .wasm files; the command line tool, trust-policy, does the same.",
} as const;

/** "3 errors, 1 suggestion". */
export function summary(counts: ReadonlyMap<Severity, number>): string {
  const parts = [...counts].map(([severity, n]) => count(n, ...severityCount[severity]));
  return parts.length === 0 ? "No findings" : parts.join(", ");
}

export const finding = {
  help: "What to do",
  repairs: "Repairs",
  related: "See also",
  goTo: (line: number, column: number) => `Go to line ${line}, column ${column}`,
  position: (line: number, column: number) => `${line}:${column}`,
  apply: "Apply",
  applyNamed: (title: string) => `Apply: ${title}`,
  rule: (id: string) => `About ${id}`,
  newTab: "(opens in a new tab)",
  silence: "Silence this rule",
  awsCheck: (code: string) => `Access Analyzer calls it ${code}`,
  group: (n: number) => `${n} times`,
  fixGroup: (n: number) => `Fix all ${n}`,
  more: (n: number) => `${count(n, "more finding is", "more findings are")} not listed; repair some of these first.`,
  listLabel: "Findings",
  previewLabel: "Before and after",
  noChange: "No change",
} as const;

export const about = {
  silenced: (n: number) => `${count(n, "rule", "rules")} silenced`,
  bringBack: (rule: string) => `Bring back ${rule}`,
} as const;

export const editor = {
  label: "Trust policy",
  card: "Findings here",
  hint: (mod: string) => `${mod}+. shows repairs, F8 goes to the next finding, Tab leaves the editor`,
} as const;

export const panels = {
  loading: "Opening…",
  retry: "Try again",
} as const;

export const menu = {
  label: "Repairs",
  all: (n: number) => `Apply all ${n} safe repairs`,
  none: "No repair to offer here.",
} as const;

/** What only the frame in a wiki has. */
export const embed = {
  open: "Open in the playground ↗",
} as const;

export const notice = {
  applied: (title: string) => `Applied: ${title}`,
  appliedMany: (n: number) => `Applied ${count(n, "repair", "repairs")}`,
  nothingSafe: "There is no safe repair to apply.",
  silenced: (rule: string) => `Silenced ${rule}; bring it back under “About this role”`,
  broughtBack: (rule: string) => `${rule} is back`,
  undone: "Undone",
  redone: "Redone",
  copied: "Copied",
  copyFailed: "The browser did not allow copying. The text is selected: copy it with the keyboard.",
  link: {
    broken: "The link's text could not be read, so it was not opened.",
    "too-long": "The link's text is too long to be opened from a link.",
    "unknown-version": "The link's text is in a form that this page does not know yet. Reload the page, or ask for the text itself.",
  },
  partFailed: "This part could not be loaded. Are you offline?",
  fileFailed: "The file could not be read.",
  noFindings: "No findings.",
} as const;

export const seal = {
  sealed: "Nothing you type leaves this page: connections are switched off.",
} as const;
