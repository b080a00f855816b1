/** A sign for each kind of caller, as the path of a 16 by 16 drawing. The words beside it say the same. */
import type { TrusteeKind } from "../../engine-full/trust_policy_wasm.js";

export const glyphs: Readonly<Record<TrusteeKind, string>> = {
  account: "M2 14.5V3.5L8 1l6 2.5v11M.5 14.5h15M5.5 6h1.2M9.3 6h1.2M5.5 9h1.2M9.3 9h1.2M6.5 14.5V12h3v2.5",
  user: "M8 1.5a3 3 0 1 0 0 6 3 3 0 1 0 0-6zM2 14.5c0-3.4 2.6-5 6-5s6 1.6 6 5",
  role: "M1 10.5h14M3.5 10.5V5.2C3.5 3 5.5 1.8 8 1.8s4.5 1.2 4.5 3.4v5.3M3.5 7.8h9M4 13.8h8",
  session: "M8 1.2a6.8 6.8 0 1 0 0 13.6A6.8 6.8 0 1 0 8 1.2zM8 4.4V8l2.6 1.8",
  service: "M8 1l6 3.4v7.2L8 15l-6-3.4V4.4zM2 4.4L8 8l6-3.6M8 8v7",
  "saml-provider": "M1 3h14v10.5H1zM5 6a1.6 1.6 0 1 0 0 3.2A1.6 1.6 0 1 0 5 6zM2.8 11.6c.3-1.1 1.1-1.6 2.2-1.6s1.9.5 2.2 1.6M9.5 6.8h3.2M9.5 9.6h3.2",
  "web-identity": "M5.2 5.6a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 1 0 0-6.8zM7.8 6.8L14 1.5M11.2 4l2 2.2M5.2 8.9v.2",
  everybody: "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1zM1.2 8h13.6M8 1c2.2 2 3.2 4.4 3.2 7S10.2 13 8 15C5.8 13 4.8 10.6 4.8 8S5.8 3 8 1z",
  unknown: "M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1zM6 6.2a2.1 2.1 0 1 1 3 1.9c-.7.4-1 .8-1 1.5m0 2.2v.4",
};
