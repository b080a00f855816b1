/** What a browser calls the machine that it runs on. There a site may be built again at any moment: see the service worker. */
export const here: readonly string[] = ["localhost", "127.0.0.1", "[::1]"];
