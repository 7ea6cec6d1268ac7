import { FAULTS, startFacet, startFaultyApi } from "@facet/leak-suite";
import type { FaultyApi, RunningServer } from "@facet/leak-suite";
import { OFREPProvider } from "@openfeature/ofrep-provider";
import { OFREPWebProvider } from "@openfeature/ofrep-web-provider";
import { OpenFeature, type Provider } from "@openfeature/server-sdk";
import { OpenFeature as WebOpenFeature } from "@openfeature/web-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFacetProvider } from "../src/index.ts";

let facet: RunningServer;
beforeAll(async () => {
  facet = await startFacet();
});
afterAll(async () => {
  await OpenFeature.close();
  await facet.close();
});

const url = "https://kayak.example/?utm_campaign=beginner";

const PROVIDERS: readonly (readonly [string, (baseUrl: string) => Provider])[] = [
  ["the provider of this package", (api) => createFacetProvider({ api, timeoutMs: 2_000 })],
  ["OpenFeature's own remote provider", (baseUrl) => new OFREPProvider({ baseUrl })],
];

describe.each(PROVIDERS)("%s, with OpenFeature's server SDK", (domain, make) => {
  beforeAll(() => OpenFeature.setProviderAndWait(domain, make(facet.origin)));
  const client = () => OpenFeature.getClient(domain);

  it("answers a slot with its content, its variant and the reason", async () => {
    const details = await client().getStringDetails("hero.headline", "none", { url });
    const decided = await decide({ url });
    const slot = decided.slots["hero.headline"]!;
    expect(details).toMatchObject({
      value: slot.content,
      variant: `${slot.rule}/${slot.variant}`,
      reason: "TARGETING_MATCH",
      flagMetadata: { type: "text", rule: slot.rule },
    });
    expect(details.errorCode).toBeUndefined();
  });

  it("answers the caller's default for what is unknown, or of another type", async () => {
    expect(await client().getStringDetails("hero.headlin", "none", { url })).toMatchObject({
      value: "none",
      reason: "ERROR",
      errorCode: "FLAG_NOT_FOUND",
    });
    expect(await client().getNumberDetails("hero.headline", 7, { url })).toMatchObject({
      value: 7,
      errorCode: "TYPE_MISMATCH",
    });
    expect(await client().getStringDetails("hero.headline", "none", { page: "hom" })).toMatchObject(
      {
        value: "none",
        errorCode: "INVALID_CONTEXT",
      },
    );
  });

  it("counts nothing", async () => {
    await client().getStringValue("hero.headline", "none", { url, targetingKey: "anna" });
    expect((await fetch(`${facet.origin}/v1/visitors/anna`)).status).toBe(404);
  });
});

describe("OpenFeature's own web provider", () => {
  it("fetches all flags for its context, and again when it changes", async () => {
    const provider = new OFREPWebProvider({ baseUrl: facet.origin, pollInterval: 0 });
    await WebOpenFeature.setProviderAndWait(provider, { url });
    const client = WebOpenFeature.getClient();
    const decided = await decide({ url });
    expect(client.getStringValue("hero.headline", "none")).toBe(
      decided.slots["hero.headline"]?.content,
    );
    expect(client.getStringValue("about.headline", "none")).toBe("A school run by three paddlers");
    await WebOpenFeature.setContext({ url: "https://kayak.example/" });
    expect(client.getStringValue("hero.headline", "none")).toBe("Kayak lessons on the fjord");
    await WebOpenFeature.close();
  });
});

describe("while the service fails, the provider of this package", () => {
  let faulty: FaultyApi;
  beforeAll(async () => {
    faulty = await startFaultyApi(facet.origin);
  });
  afterAll(() => faulty.close());

  it.each(FAULTS)(
    "answers defaults within its budget and recovers by itself: %s",
    async (fault) => {
      const log: string[] = [];
      const provider = createFacetProvider({
        api: faulty.origin,
        timeoutMs: 500,
        log: (line) => log.push(line),
      });
      await OpenFeature.setProviderAndWait(fault, provider);
      const client = OpenFeature.getClient(fault);
      await faulty.fail(fault);
      for (let i = 0; i < 5; i++) {
        const details = await client.getStringDetails("hero.headline", "none", { url });
        expect(details).toMatchObject({ value: "none", reason: "ERROR", errorCode: "GENERAL" });
      }
      expect(log).toEqual([expect.stringContaining("flags are their callers' defaults")]);
      await faulty.fail("none");
      await expect
        .poll(() => client.getStringValue("hero.headline", "none", { url }), { timeout: 5_000 })
        .not.toBe("none");
      expect(log).toHaveLength(1);
    },
  );
});

interface Decided {
  readonly slots: Readonly<Record<string, { content: string; rule: string; variant: string }>>;
}

async function decide(request: object): Promise<Decided> {
  const response = await fetch(`${facet.origin}/v1/decide`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...request, peek: true }),
  });
  return (await response.json()) as Decided;
}
