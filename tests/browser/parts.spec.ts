/** The page's pure parts, without a browser. */
import { tokens } from "../../www/src/editor/tokens.ts";
import { diffLines } from "../../www/src/repair/diff.ts";
import { applyEdits, placeholder, together } from "../../www/src/repair/edits.ts";
import { smallestChange } from "../../www/src/repair/smallest.ts";
import { MAX_BYTES, readLink } from "../../www/src/link.ts";
import { writeLink } from "../../www/src/share/link.ts";
import { issue, markdown } from "../../www/src/share/document.ts";
import type { Report } from "../../www/src/engine/trust_policy_wasm.js";
import { deflateRawSync } from "node:zlib";
import { expect, test } from "@playwright/test";

/** The diff as text: words that changed in [brackets]. */
function shown(before: string, after: string): string {
  return diffLines(before, after)
    .map(({ line, lines }) =>
      [
        `@${line}`,
        ...lines.map(({ kind, parts }) => {
          const sign = { same: " ", removed: "-", added: "+" }[kind];
          return sign + parts.map(({ text, changed }) => (changed ? `[${text}]` : text)).join("");
        }),
      ].join("\n"),
    )
    .join("\n");
}

test("a changed word is marked in its line", () => {
  expect(shown('a\n"x": "ec2"\nb', 'a\n"x": "ec2.amazonaws.com"\nb')).toBe(
    '@1\n a\n-"x": "ec2"\n+"x": "ec2[.amazonaws.com]"\n b',
  );
});

test("added lines, and the common indentation left out", () => {
  expect(shown("{\n    a,\n    c\n}", "{\n    a,\n    b,\n    c\n}")).toBe("@2\n a,\n+[b,]\n c");
});

test("distant changes are hunks of their own, near ones are one", () => {
  expect(shown("1\n2\n3\n4\n5\n6\n7", "x\n2\n3\n4\n5\n6\ny")).toBe("@1\n-[1]\n+[x]\n 2\n@6\n 6\n-[7]\n+[y]");
  expect(shown("1\n2\n3", "x\n2\ny")).toBe("@1\n-[1]\n+[x]\n 2\n-[3]\n+[y]");
});

test("nothing changed is nothing shown", () => {
  expect(shown("a\nb", "a\nb")).toBe("");
});

test("of overlapping repairs the first wins, insertions at different places all stay", () => {
  const fix = (start: number, end: number, text: string) => ({ title: "", safety: "safe" as const, edits: [{ start, end, text }] });
  const edits = together([fix(0, 2, "x"), fix(1, 3, "y"), fix(4, 4, "z"), fix(3, 3, "w")]);
  expect(applyEdits("abcdef", edits)).toBe("xcwdzef");
});

test("the placeholder is found behind earlier edits", () => {
  const edits = [
    { start: 0, end: 1, text: "long" },
    { start: 3, end: 4, text: "id <ACCOUNT_ID>!" },
  ];
  const hole = placeholder(edits);
  expect(applyEdits("abcdef", edits).slice(hole?.from, hole?.to)).toBe("<ACCOUNT_ID>");
});

test("the smallest change leaves both ends", () => {
  expect(smallestChange("aaXbb", "aaYYbb")).toEqual({ from: 2, to: 3, insert: "YY" });
  expect(smallestChange("aa", "aaa")).toEqual({ from: 2, to: 2, insert: "a" });
  expect(smallestChange("same", "same")).toEqual({ from: 4, to: 4, insert: "" });
});

test("a link carries any Unicode, and only up to its limit", () => {
  const link = (text: string): string => `#text=${Buffer.from(text, "utf8").toString("base64url")}`;
  expect(readLink(link("管理者🔐"))).toEqual({ text: "管理者🔐" });
  expect(readLink(link("a".repeat(64 * 1024)))).toEqual({ text: "a".repeat(64 * 1024) });
  expect(readLink(link("a".repeat(64 * 1024 + 3)))).toEqual({ problem: "too-long" });
  expect(readLink("#other")).toBeNull();
  expect(readLink("#text=*")).toEqual({ problem: "broken" });
});

test("tokens are told apart, also where the JSON is broken", () => {
  const kinds = (line: string): string[] => [...tokens(line)].map(({ kind, from, to }) => `${kind} ${line.slice(from, to)}`);
  expect(kinds('  "a\\"b" : ["x", -1.5e3, true],')).toEqual([
    'key "a\\"b"',
    "punctuation :",
    "punctuation [",
    'string "x"',
    "punctuation ,",
    "literal -1.5e3",
    "punctuation ,",
    "literal true",
    "punctuation ]",
    "punctuation ,",
  ]);
  expect(kinds('"Effect": "Allow')).toEqual(['key "Effect"', "punctuation :", 'string "Allow']);
  expect(kinds("Effect: 'Allow'")).toEqual(["key Effect", "punctuation :", "string 'Allow'"]);
  expect(kinds("\"a\\")).toEqual(['string "a\\']);
  expect(kinds("the role's policy")).toEqual([]);
  expect(kinds("")).toEqual([]);
});

test("a hostile line is read in time that grows with its length", () => {
  for (const part of ["\\'", "'", '"\\', "a:", "[", "-1"]) {
    const started = performance.now();
    expect([...tokens(part.repeat(50_000))].length).toBeGreaterThanOrEqual(0);
    expect(performance.now() - started, part).toBeLessThan(2000);
  }
});

test("a link may tell about the role", () => {
  const encoded = (text: string): string => Buffer.from(text).toString("base64url");
  expect(readLink(`#text=${encoded("{}")}`)).toEqual({ text: "{}" });
  expect(readLink(`#text=${encoded("{}")}&options=${encoded('{"account":"1"}')}`)).toEqual({
    text: "{}",
    options: { account: "1" },
  });
  expect(readLink(`#text=${encoded("{}")}&options=${encoded("{")}`)).toEqual({ problem: "broken" });
});

test("a link holds a text and what is known about the role", async () => {
  for (const text of ["{}", "管理者🔐\n", "x".repeat(MAX_BYTES)]) {
    const plain = await writeLink(text, {});
    expect(plain).toMatch(/^#v1\.[\w-]+$/);
    expect(await readLink(plain ?? "")).toEqual({ text });
    const told = await writeLink(text, { account: "111122223333" });
    expect(await readLink(told ?? "")).toEqual({ text, options: { account: "111122223333" } });
  }
  expect(await writeLink("x".repeat(MAX_BYTES + 1), {})).toBeNull();
  expect(await writeLink("é".repeat(MAX_BYTES / 2 + 1), {})).toBeNull();
});

test("a text that does not deflate fits as well", async () => {
  let seed = 1;
  const noise = Array.from({ length: MAX_BYTES }, () => String.fromCharCode(33 + ((seed = (seed * 48271) % 2147483647) % 90))).join("");
  expect(await readLink((await writeLink(noise, {})) ?? "")).toEqual({ text: noise });
});

test("a hostile link says what is wrong with it", async () => {
  const deflated = (text: string | Buffer): string => deflateRawSync(text).toString("base64url");
  const options = deflated(JSON.stringify({ account: "1".repeat(4000) }));
  for (const [fragment, problem] of [
    [`#v1.${deflated("x".repeat(MAX_BYTES + 1))}`, "too-long"],
    [`#v1.${deflated(Buffer.alloc(10_000_000))}`, "too-long"],
    [`#v1.${"A".repeat(100_000)}`, "too-long"],
    [`#v1.${deflated("{}")}.${options}`, "too-long"],
    ["#v1.", "broken"],
    ["#v1.%%%", "broken"],
    ["#v1._____w", "broken"],
    [`#v1.${deflated("{}")}.`, "broken"],
    [`#v1.${deflated("{}")}.${deflated("{")}`, "broken"],
    [`#v1.${deflated("{}")}.${deflated("{}")}.x`, "broken"],
    [`#v1.${deflated("a long enough text, cut").slice(0, 12)}`, "broken"],
    [`#v1.${deflated(Buffer.from([0xff, 0xfe]))}`, "broken"],
    ["#v2.AAAA", "unknown-version"],
    ["#v10.AAAA", "unknown-version"],
  ] as const)
    expect(await readLink(fragment), fragment.slice(0, 60)).toEqual({ problem });
  for (const fragment of ["", "#", "#other", "#v1", "#vx.AAAA"]) expect(await readLink(fragment)).toBeNull();
});

test("Markdown cannot be broken out of", () => {
  const page = "https://example.com/#text=e30";
  const position = { line: 2, column: 3, offset: 5 };
  const report: Report = {
    source: "",
    input: "policy",
    save: { verdict: "rejected", code: "MalformedPolicyDocument", message: "no `such` thing" },
    findings: [
      {
        rule: "a-rule",
        severity: "error",
        confidence: "high",
        message: "`](http://x) <b>` is *not* [here](http://y) <img>",
        why: "",
        help: null,
        path: "",
        span: { start: position, end: position },
        related: [],
        awsCheck: null,
        url: "rules/a-rule.html",
        fixes: [],
      },
    ],
  };
  const text = "```\n@everyone\n````";
  const finding = "- **Error** 2:3 `](http://x) <b>` is \\*not\\* \\[here\\](http://y) \\<img\\> ([a-rule](https://example.com/rules/a-rule.html))";
  const found = `**AWS refuses this**: \`MalformedPolicyDocument\` \`\`no \`such\` thing\`\`\n\n${finding}\n`;
  expect(markdown(text, report, page)).toBe(`\`\`\`\`\`json\n${text}\n\`\`\`\`\`\n\n${found}`);
  expect(issue(text, report, page)).toContain("### What I expected\n\n<!-- Who");
  expect(issue(text, report, page)).toContain(found);
  expect(markdown("{}", { ...report, findings: [] }, page)).toContain("No findings.");
});
