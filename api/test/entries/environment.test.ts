import { describe, expect, it } from "vitest";
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
    });
    expect(serve).toEqual({ host: "::1", port: 8_080 });
    expect(service).toMatchObject({
      rules: "r",
      db: ":memory:",
      geoDatabase: "g.mmdb",
      trustedHops: 2,
      platformHeaders: "vercel",
      cookieKey: "key",
    });
  });

  it("is refused with all mistakes at once", () => {
    const wrong = { PORT: "99999", FACET_TRUSTED_HOPS: "-1", FACET_PLATFORM: "aws" };
    expect(() => readEnvironment(wrong)).toThrow(EnvironmentError);
    expect(() => readEnvironment(wrong)).toThrow(/TRUSTED_HOPS.*\n.*PLATFORM.*\nPORT/u);
  });
});
