/** Examples, undo, copy, files: what stands around the editor. */
import type { EditorView } from "@codemirror/view";
import type { Actions } from "./actions.ts";
import { byId, el } from "./dom.ts";
import { exampleGroups, examples } from "./examples/index.ts";
import type { State, Store } from "./state.ts";
import { notice, page } from "./text.ts";

/** A larger file is not a policy; reading it would only freeze the page. */
const MAX_FILE = 8 * 1024 * 1024;

export function toolbar(store: Store<State>, actions: Actions, view: EditorView): void {
  exampleMenu(store, actions);

  const undo = byId("undo", HTMLButtonElement);
  const redo = byId("redo", HTMLButtonElement);
  undo.addEventListener("click", () => actions.undo());
  redo.addEventListener("click", () => actions.redo());
  store.render(["canUndo", "canRedo"], ({ canUndo, canRedo }) => {
    // `aria-disabled` keeps the focus where it is when the last step is undone.
    undo.setAttribute("aria-disabled", String(!canUndo));
    redo.setAttribute("aria-disabled", String(!canRedo));
  });

  byId("copy", HTMLButtonElement).addEventListener("click", () => {
    void copyText(store.state.text, view).then((done) => actions.announce(done ? notice.copied : notice.copyFailed));
  });

  byId("share", HTMLButtonElement).addEventListener("click", () => {
    // Only now: most visits share nothing.
    import("./share/menu.ts").then(
      ({ openShareMenu }) => openShareMenu(store, actions),
      () => actions.announce(notice.partFailed),
    );
  });

  const file = byId("file", HTMLInputElement);
  byId("open", HTMLButtonElement).addEventListener("click", () => file.click());
  file.addEventListener("change", () => {
    const chosen = file.files?.[0];
    file.value = "";
    if (chosen !== undefined) void openFile(chosen, actions);
  });
  // A file dropped beside the editor must not make the browser leave the page.
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    const dropped = event.dataTransfer?.files[0];
    if (dropped !== undefined) void openFile(dropped, actions);
  });
}

function exampleMenu(store: Store<State>, actions: Actions): void {
  const select = byId("examples", HTMLSelectElement);
  select.replaceChildren(
    el("option", { value: "" }, page.ownText),
    ...exampleGroups.map((group) =>
      el(
        "optgroup",
        { label: group.title },
        ...group.examples.map((example) => el("option", { value: example.title }, example.title)),
      ),
    ),
  );
  select.addEventListener("change", () => {
    const chosen = examples.find(({ title }) => title === select.value);
    if (chosen !== undefined) actions.open(chosen.text, chosen.title);
  });
  store.render(["example"], ({ example }) => {
    select.value = example ?? "";
  });
}

export async function openFile(file: File, actions: Actions): Promise<void> {
  try {
    if (file.size > MAX_FILE) throw new RangeError("too large");
    actions.dropped(await file.text());
  } catch {
    actions.announce(notice.fileFailed);
  }
}

/** The clipboard, else the old command, else the text selected for the person to copy. */
async function copyText(text: string, view: EditorView): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Not a secure context, or a sandboxed frame.
  }
  const selection = view.state.selection;
  view.dispatch({ selection: { anchor: 0, head: view.state.doc.length } });
  view.focus();
  if (!document.execCommand("copy")) return false;
  view.dispatch({ selection });
  return true;
}
