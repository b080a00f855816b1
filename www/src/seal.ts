/**
 * Content security policies add up: a second one can only forbid more. Once the engine is loaded, the page adds one
 * that forbids every connection, and from then on the browser itself refuses to send anything anywhere.
 */
export function seal(): void {
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = "connect-src 'none'";
  document.head.append(policy);
}
