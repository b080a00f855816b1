/** The same page, made for a frame in a wiki: less around it, a link to the whole playground, and as high as it has to be. */
import "../styles/embed.css";
// Before the page starts, so that a greeting is never missed.
import { hostMet, setTheme } from "./host.ts";
import { store } from "../main.ts";
import { byId, el } from "../dom.ts";
import { embed as words, page } from "../text.ts";
import { pageAddress } from "./address.ts";
import { embedded } from "./embedded.ts";

if (embedded?.theme) setTheme(embedded.theme);
document.documentElement.classList.toggle("read-only", embedded?.readOnly === true);

// Inside another page these would be landmarks beside its own. What stays one has a name of its own in each frame, by the
// number that the widget gave the frame.
if (parent !== window) {
  for (const landmark of document.querySelectorAll("body > header, main section, body > footer"))
    landmark.setAttribute("role", landmark.hasAttribute("aria-labelledby") ? "group" : "none");
  const number = /-(\d{1,4})$/.exec(window.name)?.[1] ?? "";
  document.querySelector("main")?.setAttribute("aria-label", `${page.title} ${number}`.trim());
}

const link = el("a", { id: "onward", target: "_blank", rel: "noopener" }, words.open);
byId("undo", HTMLButtonElement).parentElement?.append(link);
store.render(["text"], ({ text }) => {
  link.href = pageAddress(text, location.href);
});

void hostMet.then((host) => {
  const tell = (): void => host.tellHeight(Math.ceil(document.body.getBoundingClientRect().height));
  const observer = new ResizeObserver(tell);
  // Not before there is something to see: until then the widget shows the policy as text.
  store.render(["engine", "checked"], ({ engine, checked }) => {
    if (engine !== "failed" && checked === null) return;
    observer.observe(document.body);
    // The observer is silent while the browser does not draw the frame.
    tell();
  });
});
