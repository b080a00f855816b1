/** The page's pure parts, without a browser. */
import { tokens } from "../../www/src/editor/tokens.ts";
import { diffLines } from "../../www/src/repair/diff.ts";
import { applyEdits, placeholder, together } from "../../www/src/repair/edits.ts";
import { smallestChange } from "../../www/src/repair/smallest.ts";
import { readLink } from "../../www/src/link.ts";
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
