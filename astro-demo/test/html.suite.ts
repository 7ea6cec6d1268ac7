import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort, OTHER_RULES, startDemo, startSite } from "./demo.ts";
import type { RunningDemo } from "./demo.ts";

const CHROME =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

/** What the server sends, without a browser and without JavaScript. */
export function describeHtml(): void {
  describe("the HTML source", () => {
    let demo: RunningDemo;

    beforeAll(async () => {
      demo = await startDemo();
    });
    afterAll(() => demo.close());

    async function read(path: string, headers: Record<string, string> = {}) {
      const response = await fetch(new URL(path, demo.url), {
        headers: { "user-agent": CHROME, ...headers },
      });
      return { response, html: await response.text() };
    }

    it.each([
      ["/okna", "Пластиковые окна от производителя", undefined],
      [
        "/okna?utm_source=yandex&utm_medium=cpc&utm_term=купить+пластиковые+окна+недорого",
        "Недорогие пластиковые окна с установкой",
        "okna-search / купить пластиковые окна недорого",
      ],
      ["/okna?utm_term=окна+для+дачи", "Окна для дачи", "okna-search / окна для дачи"],
      ["/okna?utm_term=тихие+окна", "не слышно дороги", "windows-by-intent / quiet"],
      ["/okna?demo.city=Москва", "Пластиковые окна в Москве", "city / in-city"],
      ["/okna?demo.city=Владимир", "Пластиковые окна во Владимире", "city / in-city"],
      [
        "/okna?demo.visits=3&demo.score=65",
        "ждут только точного размера",
        "hot-lead-headline / measurer",
      ],
      ["/bikes", "still love in five years", "bikes-by-score / guide"],
      [
        "/bikes?demo.visits=2&demo.score=12",
        "Compare in two minutes",
        "bikes-by-score / comparison",
      ],
      ["/bikes?demo.visits=3&demo.score=45", "Cairn 26", "bikes-by-score / hardtail"],
      ["/bikes?utm_term=commuter+bike", "Beat the bus", "bikes-by-phrase / commute"],
    ])("of %s has the headline of its visitor", async (path, headline, source) => {
      const { response, html } = await read(path);
      expect(response.status).toBe(200);
      expect(headlineOf(html)).toContain(headline);
      expect(sourceOf(html, path.startsWith("/okna") ? "hero.headline" : "bikes.headline")).toBe(
        source ?? (path.startsWith("/okna") ? "по умолчанию" : "default"),
      );
    });

    it("gives a crawler the defaults, and a command-line client a person's page", async () => {
      const path = "/okna?utm_term=тихие+окна";
      const crawler = await read(path, {
        "user-agent": "Googlebot/2.1 (+http://www.google.com/bot.html)",
      });
      expect(headlineOf(crawler.html)).toContain("от производителя");
      const curl = await read(path, { "user-agent": "curl/8.5.0" });
      expect(headlineOf(curl.html)).toContain("не слышно");
    });

    it("hides what a rule hides", async () => {
      const { html } = await read("/okna?demo.visits=3&demo.score=65");
      expect(html).not.toContain('id="benefits"');
      expect((await read("/okna")).html).toContain('id="benefits"');
    });

    it("never echoes a phrase that nobody listed", async () => {
      const { html } = await read("/okna?utm_term=%3Cscript%3Ealert(1)%3C/script%3E");
      // The form and the bar hold the address in attributes, where it is only text.
      expect(html.replaceAll(/"[^"]*"/g, "")).not.toContain("<script>alert");
      expect(headlineOf(html)).toBe("Пластиковые окна от производителя");
    });

    it("counts the visits of a real visitor and none of a made-up one", async () => {
      const first = await read("/okna");
      const cookie = cookieOf(first.response);
      expect(cookie).toMatch(/^fct_v=/);
      const again = await read("/okna?utm_source=yandex&utm_term=тихие+окна", { cookie });
      expect(again.html).toMatch(/Визит <b[^>]*>2</);
      await read("/okna?demo.on=1&utm_source=vk", { cookie });
      const after = await read("/okna", { cookie });
      expect(after.html).toMatch(/Визит <b[^>]*>2</);
    });

    it("says which offers are held back, and why", async () => {
      const { html } = await read("/okna?demo.visits=1&demo.score=0");
      expect(html).toMatch(/data-offer-state="consultation"[^>]*>[\s\S]{0,200}?может появиться/);
      expect(html).toMatch(/data-offer-state="comeback-discount"[^>]*>[\s\S]{0,200}?audience/);
    });

    it("lets the visitor's forms work without JavaScript", async () => {
      const page = await read("/bikes");
      const cookie = cookieOf(page.response);
      // People take at least as long.
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      const sent = await post("/~facet/leads", cookie, {
        _facet_slot: "bikes.guide",
        _facet_page: "/bikes",
        _facet_token: / name="_facet_token" value="([^"]+)"/.exec(page.html)?.[1] ?? "",
        email: "rider@example.com",
      });
      expect(sent.status).toBe(303);
      const thanks = await read(sent.headers.get("location") ?? "", { cookie });
      expect(headlineOf(thanks.html)).toContain("Compare in two minutes");
    });

    it("turns a bought bicycle into the helmet, without JavaScript", async () => {
      const cookie = cookieOf((await read("/bikes")).response);
      const bought = await post("/demo/event", cookie, {
        event: "Order Completed",
        properties: JSON.stringify({
          revenue: 1190,
          products: [{ name: "Cairn 26", category: "bikes" }],
        }),
        back: "/bikes",
      });
      expect([bought.status, bought.headers.get("location")]).toEqual([303, "/bikes"]);
      expect(headlineOf((await read("/bikes", { cookie })).html)).toContain("protect the rider");
    });

    it("goes back only to its own pages", async () => {
      const cookie = cookieOf((await read("/okna")).response);
      const sent = await post("/demo/forget", cookie, { back: "//evil.example/x" });
      expect(sent.headers.get("location")).toBe("/");
      expect(sent.headers.getSetCookie().join(" ")).toContain("fct_v=deleted");
    });

    it("answers 404 for an address on no page, and lists the pages", async () => {
      const { response, html } = await read("/nowhere");
      expect(response.status).toBe(404);
      expect(html).toContain('href="/okna"');
    });

    async function post(path: string, cookie: string, fields: Record<string, string>) {
      return fetch(new URL(path, demo.url), {
        method: "POST",
        redirect: "manual",
        headers: { cookie, origin: demo.url, "user-agent": CHROME },
        body: new URLSearchParams(fields),
      });
    }
  });

  describe("with another rule set", () => {
    let demo: RunningDemo;

    beforeAll(async () => {
      demo = await startDemo({ rules: OTHER_RULES });
    });
    afterAll(() => demo.close());

    it("lists that site's pages and slots", async () => {
      const html = await (await fetch(demo.url)).text();
      expect(html).toContain("elsewhere");
      expect(html).toContain('href="/okna"');
      for (const slot of ["title", "badge", "facts"])
        expect(html).toMatch(new RegExp(`<code[^>]*>${slot}</code>`));
    });

    it("says what is wrong with a rule set that has mistakes, and still answers", async () => {
      const rules = await mkdtemp(join(tmpdir(), "facet-rules-"));
      await writeFile(
        join(rules, "site.yaml"),
        "version: 1\nsite: x\nslots:\n  t: { type: txt, default: a }\n",
      );
      const broken = await startDemo({ rules });
      try {
        const response = await fetch(broken.url);
        const html = await response.text();
        expect(response.status).toBe(200);
        expect(html).toContain("site.yaml:4:14");
        expect((await fetch(`${broken.url}/okna`)).status).toBe(200);
      } finally {
        await broken.close();
      }
    });

    it("shows its page slot by slot, also at an address that has a design here", async () => {
      const html = await (await fetch(`${demo.url}/okna?demo.city=Казань`)).text();
      expect(html).toContain("A title for Kazan");
      expect(html).toContain("&quot;answer&quot;: 42");
      const deep = await (await fetch(`${demo.url}/landing/deep/er`)).text();
      expect(deep).toContain("A title of another site");
    });
  });

  describe("without the service", () => {
    it("shows the pages' own texts", async () => {
      const site = await startSite(`http://127.0.0.1:${await freePort()}`);
      try {
        for (const [path, headline] of [
          ["/okna", "Пластиковые окна от производителя"],
          ["/bikes", "rather be outside"],
        ] as const) {
          const response = await fetch(site.url + path);
          expect(response.status).toBe(200);
          expect(headlineOf(await response.text())).toContain(headline);
        }
        expect((await fetch(site.url)).status).toBe(200);
      } finally {
        await site.close();
      }
    });
  });
}

function headlineOf(html: string): string {
  return /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1]?.trim() ?? "";
}

/** The bar's word on where a slot's content came from. */
function sourceOf(html: string, slot: string): string {
  const row = new RegExp(`<tr data-slot="${slot}"[\\s\\S]*?<td[^>]*>([\\s\\S]*?)</td>`).exec(html);
  return row?.[1]?.trim() ?? "";
}

function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
