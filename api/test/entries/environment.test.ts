import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "../../src/access/limits.ts";
import { EnvironmentError, readEnvironment } from "../../src/entries/node/environment.ts";

describe("the environment", () => {
  it("may be empty", () => {
    expect(readEnvironment({ PORT: "", HOST: "" })).toMatchObject({
      service: { rules: "./rules", db: "./.facet/facet.db", watch: true, trustedHops: 0 },
      serve: { host: "127.0.0.1", port: 3_000 },
      logLevel: "info",
    });
  });

  it("configures everything", () => {
    const { service, serve } = readEnvironment({
      HOST: "::1",
      PORT: "8080",
      FACET_RULES: "r",
      FACET_DB: ":memory:",
      FACET_GEO_DB: "g.mmdb",
      FACET_TRUSTED_HOPS: "2",
      FACET_PLATFORM: "vercel",
      FACET_COOKIE_KEY: "key",
      FACET_CODE_SECRET: "sixteen letters!",
      FACET_KEYS: `[{"site":"okna","kind":"secret","sha256":"${"0".repeat(64)}"}]`,
      FACET_LIMIT_KEY_DECISIONS: "7",
      FACET_LIMIT_ADDRESS_EVENTS: "0",
    });
    expect(serve).toEqual({ host: "::1", port: 8_080 });
    expect(service).toMatchObject({
      rules: "r",
      db: ":memory:",
      geoDatabase: "g.mmdb",
      trustedHops: 2,
      platformHeaders: "vercel",
      cookieKey: "key",
      codeSecret: "sixteen letters!",
      keys: [{ id: "key_000000000000", site: "okna", kind: "secret" }],
      limits: {
        key: { ...DEFAULT_LIMITS.key, decisions: 7 },
        address: { ...DEFAULT_LIMITS.address, events: 0 },
      },
    });
  });

  it.each(["redis://:secret@cache:7000/2", "redis+cluster://a:7000,b:7001", "./other.db"])(
    "names the store %s",
    (place) => {
      expect(readEnvironment({ FACET_STORE: place }).service.db).toBe(place);
    },
  );

  it.each([
    [
      { FACET_STORE: "redis://:secret@cache:99999" },
      /^FACET_STORE cannot be used: "cache:99999" names no server/u,
    ],
    [{ FACET_DB: "redis://a,b" }, /^FACET_DB cannot be used: .*redis\+cluster/u],
    [
      { FACET_STORE: "postgres://root:secret@b/facet" },
      /^FACET_STORE cannot be used: .*postgres:\/\/: expected the path .*redis:\/\//u,
    ],
    [{ FACET_DB: "a.db", FACET_STORE: "redis://b" }, /both set: leave one of them out/u],
  ])("is refused where no store can be meant: %j", (environment, message) => {
    expect(() => readEnvironment(environment)).toThrow(message);
    expect(() => readEnvironment(environment)).not.toThrow(/secret/u);
  });

  it("is refused with a secret that can be guessed, which it does not repeat", () => {
    const environment = { FACET_CODE_SECRET: "hunter2" };
    expect(() => readEnvironment(environment)).toThrow(/^FACET_CODE_SECRET has 7 .*openssl rand/u);
    expect(() => readEnvironment(environment)).not.toThrow(/hunter2/u);
  });

  it("is refused with all mistakes at once", () => {
    const wrong = { PORT: "99999", FACET_TRUSTED_HOPS: "-1", FACET_PLATFORM: "aws" };
    expect(() => readEnvironment(wrong)).toThrow(EnvironmentError);
    expect(() => readEnvironment(wrong)).toThrow(/TRUSTED_HOPS.*\n.*PLATFORM.*\nPORT/u);
  });

  it("reads the addresses that webhooks may reach although they are private", () => {
    const { service } = readEnvironment({ FACET_WEBHOOK_ALLOW: "127.0.0.1, 10.0.0.0/8" });
    expect(service.webhookAllow).toEqual(["127.0.0.1", "10.0.0.0/8"]);
    expect(readEnvironment({}).service.webhookAllow).toBeUndefined();
    expect(() => readEnvironment({ FACET_WEBHOOK_ALLOW: "crm.example" })).toThrow(
      "FACET_WEBHOOK_ALLOW has crm.example",
    );
  });
});
