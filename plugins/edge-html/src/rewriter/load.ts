import { toNativeRewriter } from "./native.ts";
import type { Rewriter } from "./rewriter.ts";

/** The platform's own rewriter (workerd, Bun), or else the one in WebAssembly, loaded only then. */
export async function loadRewriter(): Promise<Rewriter> {
  const native = toNativeRewriter(globalThis);
  if (native !== undefined) return native;
  const { rewriteWithWasm } = await import("./wasm.ts");
  return rewriteWithWasm;
}
