import type { EdgeHtml } from "@facet/edge-html";
import { createProxy } from "./proxy.ts";
import type { ProxyEnv } from "./proxy.ts";

let proxy: EdgeHtml | undefined;

// oxlint-disable-next-line import/no-default-export -- workerd takes a worker by its default export
export default {
  fetch(
    request: Request,
    env: ProxyEnv,
    context: { waitUntil(work: Promise<unknown>): void },
  ): Promise<Response> {
    proxy ??= createProxy(env);
    const address = request.headers.get("cf-connecting-ip") ?? undefined;
    return proxy.fetch(request, {
      ...(address === undefined ? {} : { address }),
      waitUntil: (work) => context.waitUntil(work),
    });
  },
};
