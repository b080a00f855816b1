/** Writes every snippet on the page for the policy and the look that are chosen, with this site's own address. */
import "../styles/recipes.css";
import { snippets } from "./snippets.ts";
import { words } from "./text.ts";

/** As in `dom.ts`, which stays in one piece with the playground as long as nothing else imports it. */
function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const node = document.getElementById(id);
  if (!(node instanceof kind)) throw new Error(`recipes.html has no ${kind.name} with the id ${id}`);
  return node;
}

/** More than this is not opened from a link. */
const MAX_BYTES = 64 * 1024;

const policy = byId("policy", HTMLTextAreaElement);
const theme = byId("theme", HTMLSelectElement);
const height = byId("height", HTMLInputElement);
const readOnly = byId("read-only", HTMLInputElement);
const panels = [...document.querySelectorAll<HTMLInputElement>("input[name=panels]")];
const status = byId("status", HTMLElement);
const blocks = [...document.querySelectorAll<HTMLElement>("code[data-snippet]")];
const sample = byId("sample", HTMLAnchorElement);

function write(): void {
  const tooLong = new TextEncoder().encode(policy.value).length > MAX_BYTES;
  status.textContent = tooLong ? words.tooLong : "";
  if (tooLong) return;
  // A frame shows all by itself, also when it is asked for none.
  const chosen = panels.filter(({ checked }) => checked);
  const all = snippets(
    {
      policy: policy.value,
      theme: theme.value,
      panels: chosen.length === panels.length ? "" : chosen.map(({ value }) => value).join(" "),
      height: height.validity.valid ? height.value : "",
      readOnly: readOnly.checked,
    },
    location.href,
  );
  for (const block of blocks) block.textContent = all[block.dataset["snippet"] ?? ""] ?? "";
  sample.href = all["address"] ?? "";
}

async function copy(block: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(block.textContent);
    status.textContent = words.copied;
  } catch {
    getSelection()?.selectAllChildren(block);
    status.textContent = document.execCommand("copy") ? words.copied : words.copyFailed;
  }
}

for (const block of blocks) {
  const figure = block.closest("figure");
  const what = figure?.querySelector("figcaption")?.textContent ?? "";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.copy;
  button.setAttribute("aria-label", words.copyNamed(what));
  button.addEventListener("click", () => void copy(block));
  figure?.querySelector("figcaption")?.after(button);
}
for (const field of [policy, theme, height, readOnly, ...panels]) field.addEventListener("input", write);
byId("generator", HTMLFormElement).addEventListener("submit", (event) => event.preventDefault());
byId("generator", HTMLFormElement).hidden = false;
sample.hidden = false;
write();
