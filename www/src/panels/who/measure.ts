/** How wide a text is in a font whose characters are equally wide, and where to break it. */

/** Columns that a text takes; those of East Asian scripts and emoji take two. */
export function columns(text: string): number {
  let sum = 0;
  for (const character of text) sum += columnsOf(character);
  return sum;
}

function columnsOf(character: string): number {
  if (/\p{M}|\p{Cf}/u.test(character)) return 0;
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(character)
    ? 2
    : 1;
}

/** The lines of a text, none wider than `width` unless a word is. */
export function wrapWords(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && columns(line) + 1 + columns(word) > width) {
      lines.push(line);
      line = "";
    }
    line += line === "" ? word : ` ${word}`;
  }
  return [...lines, line];
}

/** The lines of a name: broken behind a separator where there is one, and cut off after `most` lines. */
export function wrapName(name: string, width: number, most: number): string[] {
  const lines: string[] = [];
  let line = "";
  const flush = (): void => {
    if (line !== "") lines.push(line);
    line = "";
  };
  for (const part of name.split(/(?<=[\s\-_./:@+=,])/)) {
    if (columns(line) + columns(part.trimEnd()) > width) flush();
    for (const character of part) {
      if (columns(line) + columns(character) > width) flush();
      line += character;
    }
  }
  flush();
  const trimmed = lines.map((text) => text.trim());
  if (trimmed.length <= most) return trimmed;
  return [...trimmed.slice(0, most - 1), cut(`${trimmed[most - 1] ?? ""}…`, width)];
}

/** At most `width` columns of a text, with an ellipsis where something is missing. */
export function cut(text: string, width: number): string {
  if (columns(text) <= width) return text;
  let kept = "";
  for (const character of text) {
    if (columns(kept) + columns(character) > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}
