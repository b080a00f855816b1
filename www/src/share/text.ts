/** The words of sharing. They are loaded with it. */
import { count } from "../text.ts";

export const share = {
  heading: "Share",
  redact: "Redact",
  redactHint: "Account ids, names, external ids and other ids become neutral ones. Look through the preview: other words stay.",
  link: "Copy link",
  markdown: "Copy as Markdown",
  issueItem: "Copy as GitHub issue",
  download: "Download trust-policy.json",
  preview: "Preview",
  role: (known: string) => `With what is known about the role: ${known}`,
  replaced: (n: number) => (n === 0 ? "Nothing to redact was found." : `${count(n, "value", "values")} replaced.`),
  unredacted: "Nothing is replaced: this is your text as it stands.",
  linkTooLong: "This text is too long for a link, which holds 16 KiB. Copy it as Markdown, or download it.",
  notRunning: "The checker is not running, so there are no findings to copy.",
  copyFailed: "The browser did not allow copying. The text is selected: copy it with the keyboard.",
  linkCopied: "Link copied. The text is in the link itself, and on no server.",
  copied: "Copied",
  downloaded: "Downloaded trust-policy.json",
  noFindings: "No findings.",
  issue: {
    heading: "Role trust policy",
    expected: "What I expected",
    expectedHint: "Who should be able to assume the role, from where, and what happens instead?",
    policy: "The policy",
    found: "What the checker says",
  },
} as const;
