import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createService } from "@facet/api/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ABUSE, CARRIERS } from "./abuse.ts";
import { startDemo } from "./demo.ts";
import type { RunningDemo } from "./demo.ts";

const QUIET = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const ENTITIES: readonly (readonly [string, string])[] = [
  ["&#39;", "'"],
  ["&#34;", '"'],
  ["&quot;", '"'],
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&amp;", "&"],
];

/** Words of strangers that a page must not repeat. */
export function describeAbuse(): void {
  describe("what is typed into a link", () => {
    let demo: RunningDemo;
    beforeAll(async () => {
      demo = await startDemo();
    });
    afterAll(() => demo.close());

    it.each(Object.entries(CARRIERS))("is never said by the page: %s", async (_, carrier) => {
      const shown: string[] = [];
      for (const abuse of ABUSE) {
        const address = `${carrier.path}?${new URLSearchParams(carrier.carry(abuse))}`;
        const [page, decision] = await Promise.all([
          fetch(demo.url + address).then((response) => response.text()),
          askDecision(demo.api, address),
        ]);
        expect(decision.slots).not.toEqual({});
        expect(page).toContain("</h1>");
        if (says(shownBy(page), abuse)) shown.push(`page ${address}`);
        if (says(JSON.stringify([decision.slots, decision.offers]), abuse)) {
          shown.push(`decision ${address}`);
        }
      }
      expect(shown).toEqual([]);
    });

    it("still finds the listed phrase, and says that", async () => {
      const query = new URLSearchParams({ utm_term: "купить пластиковые окна недорого жулики" });
      const page = await (await fetch(`${demo.url}/okna?${query}`)).text();
      expect(shownBy(page)).toContain("Вы искали «купить пластиковые окна недорого»");
    });
  });

  describe("what is typed into a link, by rules of its own", () => {
    it("is said where a slot lets it through, or where the phrase is listed", async () => {
      const open = await openRules("insert: any");
      const closed = await openRules("maxLength: 200");
      try {
        // Invisible characters are taken out, and braces are what an ad system should have replaced.
        const kept = ABUSE.filter((abuse) => !/[\u200b\u202c\u202e{]/u.test(abuse));
        for (const abuse of kept) {
          expect(await open.headlineFor(abuse)).toBe(`You asked for ${abuse}`);
          expect(await closed.headlineFor(abuse)).toBe("You asked for windows");
        }
        expect(await closed.headlineFor("call 8 800 555 35 35")).toBe(
          "You asked for call 8 800 555 35 35",
        );
      } finally {
        await Promise.all([open.close(), closed.close()]);
      }
    });
  });
}

interface Decision {
  readonly slots: Readonly<Record<string, { readonly content: unknown }>>;
  readonly offers: readonly unknown[];
}

async function askDecision(api: string, address: string): Promise<Decision> {
  const response = await fetch(`${api}/v1/decide`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ url: `https://demo.example${address}` }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Decision;
}

/** A page as people read it: neither the demo's own bar, nor what forms send along unseen. */
function shownBy(html: string): string {
  const page = html
    .replace(/<aside class="visitor-bar"[\s\S]*?<\/aside>/, "")
    .replaceAll(/<input type="hidden"[^>]*>/g, "")
    .replaceAll(/<script[\s\S]*?<\/script>/g, "");
  return ENTITIES.reduce((text, [entity, mark]) => text.replaceAll(entity, mark), page);
}

function says(text: string, abuse: string): boolean {
  return [abuse, JSON.stringify(abuse).slice(1, -1)].some((each) =>
    text.toLowerCase().includes(each.toLowerCase()),
  );
}

/** A service whose one headline repeats the phrase, its slot with `option`. */
async function openRules(option: string) {
  const folder = await mkdtemp(join(tmpdir(), "facet-abuse-"));
  await writeFile(
    join(folder, "site.yaml"),
    `version: 1
site: echo
locales: [en]
timeZone: UTC
slots: { head: { type: text, ${option}, default: Windows } }
pages: { home: { path: /, slots: [head] } }
---
rule: echo
page: home
priority: 1
variants: [{ id: echo, content: { head: "You asked for {query|default:windows}" } }]
---
keywordList: own
file: own.csv
platform: plain
`,
  );
  await writeFile(join(folder, "own.csv"), "keyword,match\ncall 8 800 555 35 35,exact\n");
  const service = await createService({ rules: folder, db: ":memory:", log: QUIET });
  return {
    async headlineFor(query: string): Promise<unknown> {
      const response = await service.app.request("/v1/decide", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ url: "https://echo.example/", query }),
      });
      return ((await response.json()) as Decision).slots["head"]?.content;
    },
    async close(): Promise<void> {
      await service.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
