import { createServer } from "node:http";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { DECISION, SHARED_CACHE } from "../../client/test/api-server.ts";

/** A site that is personalised, or any other server, on loopback. */
export interface TestServer {
  readonly url: string;
  readonly requests: IncomingMessage[];
  answer: RequestListener;
  close(): Promise<void>;
}

/** Listens on a free port. */
export async function createTestServer(answer: RequestListener): Promise<TestServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    site.answer(request, response);
  });
  const site = {
    url: "",
    requests,
    answer,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(site, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  });
}

/** Answers `html` as a page. */
export function sendHtml(
  response: ServerResponse,
  html: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers });
  response.end(html);
}

/** The page of a builder that one cannot edit. */
export const PAGE = `<!doctype html>
<html lang="ru"><head><title>Окна</title><meta charset="utf-8"></head>
<body>
<div id="rec101"><div class="t-title">Пластиковые <b>окна</b></div></div>
<p data-facet="hero.note">Обычный текст<!-- c --></p>
<a id="cta" class="t-btn" href="/order?partner=7&amp;utm_term=x#form">Заказать</a>
<img id="photo" src="/old.jpg" srcset="/old2.jpg 2x" data-original="/lazy.jpg" alt="Старое">
<section id="promo"><h2>Акция</h2><form action="/send"><input name="phone" value="kept"></form><p>Хвост</p></section>
<footer>Подвал</footer>
</body></html>
`;

/** A decision as the service writes it, of a page for everybody with its code. */
export function toDecision(
  slots: Readonly<Record<string, unknown>>,
  rest: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const cache = { ...SHARED_CACHE, swr: 60, tags: ["okna-page"] };
  return { ...DECISION, slots, cache, ...rest };
}

/** One slot of a decision. */
export function toSlot(type: string, content: unknown): Record<string, unknown> {
  return { type, content, rule: "by-intent", variant: "cheap", reason: "TARGETING_MATCH" };
}
