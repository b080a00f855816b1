import type { Server } from "node:http";

export const BASE: string;
export function createSite(root: string): Server;
