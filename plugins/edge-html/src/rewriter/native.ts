import { addRules } from "./rewriter.ts";
import type { PageRule, Rewriter } from "./rewriter.ts";

interface HtmlRewriter {
  on(selector: string, handlers: Omit<PageRule, "selector">): unknown;
  onDocument(handlers: {
    end(end: { append(content: string, options: { html: boolean }): unknown }): void;
  }): unknown;
  transform(response: Response): Response;
}

/** The `HTMLRewriter` of workerd and Bun; undefined on a platform without one. */
export function toNativeRewriter(platform: object): Rewriter | undefined {
  const { HTMLRewriter } = platform as { readonly HTMLRewriter?: new () => HtmlRewriter };
  if (HTMLRewriter === undefined) return undefined;
  return (body, rewrite) => {
    const rewriter = new HTMLRewriter();
    addRules(rewriter, rewrite);
    rewriter.onDocument({
      end(end) {
        end.append(rewrite.atEnd(), { html: true });
      },
    });
    return rewriter.transform(new Response(body)).body ?? body;
  };
}
