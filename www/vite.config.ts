import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, defineConfig, type Plugin, type Rolldown } from "vite";
import { absolute, address } from "./build/address.ts";
import { firstView } from "./build/first-view.ts";
import { offline } from "./build/offline.ts";
import { firstExample } from "./src/examples/index.ts";
import { policy } from "./src/recipes/policy.ts";
import { snippets } from "./src/recipes/snippets.ts";
import { page } from "./src/text.ts";

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/**
 * Fills `{{name}}` in the pages from the one file that holds their words, and puts the first example into the place of the
 * editor, so that the first paint already shows text and waits for no script. The frame for wikis has the body of the page.
 */
function staticText(): Plugin {
  const examples = Object.entries(snippets({ policy }, "https://playground.example/")).map(([name, text]) => [`snippet-${name}`, text]);
  const words: Readonly<Record<string, string>> = {
    ...page,
    firstExample: firstExample.text,
    preview: absolute("preview.png"),
    "snippet-policy": policy,
    ...Object.fromEntries(examples),
  };
  const escape = (text: string): string =>
    text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  return {
    name: "static-text",
    transformIndexHtml: {
      order: "pre",
      handler: (html) =>
        html
          .replace("{{{body of index.html}}}", () => /<body>[^]*<\/body>/.exec(readFileSync(here("index.html"), "utf8"))?.[0] ?? "")
          .replace(/\{\{([\w-]+)\}\}/g, (_, name: string) => {
            const value = words[name];
            if (value === undefined) throw new Error(`a page asks for {{${name}}}, which src/text.ts does not have`);
            return escape(value);
          }),
    },
  };
}

/**
 * The style sheet must load without CORS, or a page in `<iframe sandbox="allow-scripts">` (an opaque origin) would be
 * without style on a host that sends no `Access-Control-Allow-Origin`. It is asked for before the engine, for which the
 * first paint does not wait.
 */
function sameOriginTags(): Plugin {
  return {
    name: "same-origin-tags",
    transformIndexHtml: {
      order: "post",
      handler: (html) =>
        html
          .replace(/<(script|link rel="stylesheet") ([^>]*?)crossorigin /g, "<$1 $2")
          .replace(/( *<link rel="preload" .*\n)([^]*?)(?= *<\/head>)/, "$2$1"),
    },
  };
}

/**
 * `import characters from "./x.wasm?script"`: a WebAssembly module as a text, one character for each byte. The page seals
 * itself before it needs the module, and then may load scripts but may not fetch. As text it is one percent larger than
 * as a file once it is compressed; base64 would be a quarter larger.
 */
function wasmAsScript(): Plugin {
  const QUERY = /\.wasm\?script$/;
  return {
    name: "wasm-as-script",
    enforce: "pre",
    load: {
      filter: { id: QUERY },
      handler: async (id) => {
        const bytes = await readFile(id.replace(/\?script$/, ""));
        return { code: `export default ${JSON.stringify(bytes.toString("latin1"))}`, map: null };
      },
    },
    // Otherwise the glue's default, a URL that nobody asks for, would put the module into the site once more.
    transform: {
      filter: { id: /engine-full\/trust_policy_wasm\.js$/ },
      handler: (code) => code.replace(/new URL\('[^']+\.wasm', import\.meta\.url\)/, "undefined"),
    },
  };
}

/** The catalogue's accounts of vendors and of AWS, twelve digits each, for the page to leave them when it redacts. */
function knownAccounts(): Plugin {
  const name = "virtual:known-accounts";
  const table = new URL("../crates/trust-policy/catalogue/vendor-accounts.tsv", import.meta.url);
  return {
    name: "known-accounts",
    resolveId: (id) => (id === name ? `\0${name}` : null),
    load: (id) => {
      if (id !== `\0${name}`) return null;
      const ids = [...readFileSync(table, "utf8").matchAll(/^\d{12}(?=\t)/gm)].join("");
      return `export default ${JSON.stringify(ids)};`;
    },
  };
}

const target = ["chrome123", "firefox128", "safari17.5"];

/** Whether a module may stand in the page's own file: what is of the other two alone does not. */
function isOfPage(id: string): boolean {
  return !/\/(embed|recipes)\.html|\/src\/(recipes\/|styles\/(recipes|embed)\.css|embed\/(address|embed|host)\.ts)/.test(id);
}

/** The widget: one script with a name that stays, without modules, so that other sites can load it from anywhere. */
function widget(): Plugin {
  return {
    name: "widget",
    async generateBundle() {
      const built = await build({
        configFile: false,
        root: here("."),
        logLevel: "warn",
        build: {
          target,
          write: false,
          copyPublicDir: false,
          lib: { entry: here("src/widget/widget.ts"), formats: ["iife"], name: "TrustPolicyPlayground" },
        },
      });
      const [{ output }] = [built].flat() as [Rolldown.RolldownOutput];
      this.emitFile({ type: "asset", fileName: "widget.js", source: output[0].code });
    },
  };
}

export default defineConfig({
  // Relative, so that the same build works under any sub-path.
  base: "./",
  plugins: [staticText(), firstView(), wasmAsScript(), sameOriginTags(), knownAccounts(), widget(), address(), offline()],
  build: {
    target,
    // The polyfill is for browsers older than the target.
    modulePreload: { polyfill: false },
    // A data: style or script would be refused by the page's own policy.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    // The whole engine is one script; it is loaded when a panel asks for it.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: ["index.html", "embed.html", "recipes.html"].map(here),
      // What the first view needs is one file, whatever the parts that come later share with it.
      output: { codeSplitting: { groups: [{ name: "page", tags: ["$initial"], test: isOfPage }] } },
    },
  },
});
