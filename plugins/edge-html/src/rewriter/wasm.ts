import { HTMLRewriter } from "html-rewriter-wasm";
import { addRules } from "./rewriter.ts";
import type { Rewriter } from "./rewriter.ts";

/**
 * The same rewriter in WebAssembly, for Node and Deno. All pages share one instance of it, which is
 * why handlers must not wait: a page is written in synchronous pieces.
 */
export const rewriteWithWasm: Rewriter = (body, rewrite) => {
  const reader = body.getReader();
  let output: Uint8Array[] = [];
  const rewriter = new HTMLRewriter((chunk) => {
    if (chunk.byteLength > 0) output.push(chunk);
  });
  addRules(rewriter, rewrite);
  rewriter.onDocument({
    end(end) {
      end.append(rewrite.atEnd(), { html: true });
    },
  });
  let isFreed = false;
  const free = () => {
    if (!isFreed) rewriter.free();
    isFreed = true;
  };

  /** Takes one chunk in; answers whether the page goes on. */
  async function step(): Promise<boolean> {
    const { done, value } = await reader.read();
    if (isFreed) return false;
    if (!done) {
      await rewriter.write(value);
      return true;
    }
    await rewriter.end();
    free();
    return false;
  }

  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        let goesOn = true;
        while (goesOn && output.length === 0) goesOn = await step();
        for (const chunk of output) controller.enqueue(chunk);
        output = [];
        if (!goesOn) controller.close();
      } catch (error) {
        free();
        await reader.cancel(error).catch(() => undefined);
        throw error;
      }
    },
    async cancel(reason) {
      free();
      await reader.cancel(reason);
    },
  });
};
