/** A WebAssembly module as a text, one character for each byte: see vite.config.ts. */
declare module "*.wasm?script" {
  const characters: string;
  export default characters;
}
