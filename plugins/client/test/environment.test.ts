import { expect, test } from "vitest";
import { toFacetOptions } from "../src/options.ts";

test("the environment wins over the config, and the config over the defaults", () => {
  expect(toFacetOptions({}, {})).toEqual({ api: "http://127.0.0.1:3000" });
  const config = { api: "http://config", key: "sk_c", timeoutMs: 80, cache: "none" } as const;
  expect(toFacetOptions(config, {})).toEqual(config);
  const env = {
    FACET_API: "http://env",
    FACET_KEY: "sk_e",
    FACET_SITE: "https://okna.example",
    FACET_TIMEOUT_MS: "40",
    FACET_CODE_SECRET: "secret",
  };
  expect(toFacetOptions(config, env)).toEqual({
    api: "http://env",
    key: "sk_e",
    site: "https://okna.example",
    timeoutMs: 40,
    codeSecret: "secret",
    cache: "none",
  });
});

test("a time budget that is no number of milliseconds is left to the default", () => {
  for (const FACET_TIMEOUT_MS of ["", "soon", "-1", "0"]) {
    expect(toFacetOptions({}, { FACET_TIMEOUT_MS })).not.toHaveProperty("timeoutMs");
  }
});
