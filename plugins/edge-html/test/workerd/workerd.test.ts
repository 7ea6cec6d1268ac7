import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { hasRuntime } from "../../../../compat/test/installed.ts";
import type { RunningWorkerd } from "../../../../compat/test/workerd.ts";
import { createApiServer } from "../../../client/test/api-server.ts";
import type { ApiServer } from "../../../client/test/api-server.ts";
import { PAGE, createTestServer, sendHtml, toDecision, toSlot } from "../servers.ts";
import type { TestServer } from "../servers.ts";
import { runWorker } from "./workerd.ts";

describe.skipIf(!hasRuntime("workerd"))("in workerd, with its own rewriter and cache", () => {
  let api: ApiServer;
  let origin: TestServer;
  let worker: RunningWorkerd;
  let renders = 0;

  beforeAll(async () => {
    api = await createApiServer();
    origin = await createTestServer(() => {});
    worker = await runWorker({
      entry: new URL("worker.ts", import.meta.url),
      bindings: { API: api.url, ORIGIN: origin.url },
    });
  });

  afterAll(async () => {
    await worker.close();
    await Promise.all([api.close(), origin.close()]);
  });

  beforeEach(() => {
    renders = 0;
    origin.answer = (_, response) =>
      sendHtml(response, `${PAGE}<!-- render ${++renders} -->`, {
        "cache-control": "public, max-age=60",
        "content-security-policy": "script-src 'self'",
        etag: '"1"',
      });
    api.reply = ({ body }) => {
      const query = new URL(String(body["url"])).searchParams;
      const decision = toDecision(slotsOf(query.get("utm_campaign") ?? "none"));
      const cache = decision["cache"] as object;
      const key = `abcde-${query.get("utm_campaign") ?? "none"}`;
      return { body: { ...decision, cache: { ...cache, key } } };
    };
  });

  function slotsOf(campaign: string): Record<string, unknown> {
    return {
      "hero.headline": toSlot("text", `<b>${campaign}</b> & "co"`),
      "hero.note": toSlot("text", "С монтажом"),
      cta: toSlot("cta", { label: "Узнать", href: "/price?utm_term=y" }),
      photo: toSlot("image", { src: "/new.jpg" }),
      promo: toSlot("html", "<h2>Новая</h2>"),
    };
  }

  test("the same page comes out as in Node", async () => {
    const response = await fetch(`${worker.url}/?utm_campaign=a`);
    const html = await response.text();
    expect(html).toContain('data-facet="hero.headline">&lt;b&gt;a&lt;/b&gt; &amp; "co"</div>');
    expect(html).toContain('<p data-facet="hero.note">С монтажом</p>');
    expect(html).toContain('href="/price?utm_term=y&amp;partner=7" data-facet="cta">Узнать</a>');
    expect(html).toContain('<img id="photo" src="/new.jpg" alt="Старое" data-facet="photo">');
    expect(html).toContain(
      '<section id="promo" data-facet="promo"><h2>Новая</h2><form action="/send"><input name="phone" value="kept"></form></section>',
    );
    expect(html).toMatch(
      /"key":"abcde-a".*<script type="module" src="\/~facet\/page\.js"><\/script>$/s,
    );
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-security-policy": "script-src 'self'",
      "facet-key": "abcde-a",
      "set-cookie": "fct_v=sealed; Path=/; HttpOnly; SameSite=Lax",
      "cdn-cache-control": "no-store",
    });
    expect(response.headers.has("etag")).toBe(false);
  });

  test("a page is kept for its code alone", async () => {
    const get = async (query: string) => (await fetch(worker.url + query)).text();
    const first = await get("/kept?utm_campaign=a&gclid=1");
    await expect.poll(() => get("/kept?utm_campaign=a&gclid=2")).toBe(first);
    const before = renders;
    expect(await get("/kept?utm_campaign=a&yclid=3")).toBe(first);
    expect(renders).toBe(before);
    expect(await get("/kept?utm_campaign=b")).toContain("&lt;b&gt;b&lt;/b&gt;");
    expect(renders).toBe(before + 1);
  });

  test("a hydrated page stays as it is", async () => {
    const page = '<div id="__next"><h1 data-facet="hero.headline">x</h1></div>';
    origin.answer = (_, response) => sendHtml(response, page);
    expect(await (await fetch(`${worker.url}/app`)).text()).toContain(page);
    await expect.poll(() => worker.output()).toContain("what a framework hydrates");
  });

  test("a compressed page is read, and a post and a redirect pass", async () => {
    const { gzipSync } = await import("node:zlib");
    origin.answer = (_, response) => {
      response.writeHead(200, { "content-type": "text/html", "content-encoding": "gzip" });
      response.end(gzipSync(PAGE));
    };
    expect(await (await fetch(`${worker.url}/gz`)).text()).toContain(">С монтажом</p>");
    let got = "";
    origin.answer = async (request, response) => {
      for await (const chunk of request) got += String(chunk);
      response.writeHead(303, { location: "/thanks" }).end();
    };
    const sent = await fetch(`${worker.url}/send`, {
      method: "POST",
      body: "a=1",
      redirect: "manual",
    });
    expect([got, sent.status, sent.headers.get("location")]).toEqual(["a=1", 303, "/thanks"]);
  });

  test("with the service hung, the origin's page comes as it is", async () => {
    api.reply = () => "hang";
    const html = await (await fetch(`${worker.url}/hung`)).text();
    expect(html).toBe(`${PAGE}<!-- render 1 -->`);
  });
});
