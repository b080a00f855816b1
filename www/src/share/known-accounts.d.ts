/** Written by vite.config.ts from the engine's catalogue: account ids without anything between them. */
declare module "virtual:known-accounts" {
  const accounts: string;
  export default accounts;
}
