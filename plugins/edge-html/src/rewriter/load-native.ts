import { toNativeRewriter } from "./native.ts";
import type { Rewriter } from "./rewriter.ts";

/**
 * workerd's own rewriter. Bundlers for workerd take this file in place of `load.ts`, so that a worker
 * does not carry the one in WebAssembly.
 */
export async function loadRewriter(): Promise<Rewriter> {
  const native = toNativeRewriter(globalThis);
  if (native === undefined)
    throw new Error("this runtime says that it is workerd, and has no HTMLRewriter");
  return native;
}
