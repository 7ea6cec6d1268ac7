import { expect, test } from "vitest";
import { withEnvironment } from "@facet/client";
import { createLocalSource } from "@facet/client/local";
import { compiled } from "./service.ts";

test("the environment wins over the options, and the options over the defaults", () => {
  expect(withEnvironment({}, {})).toEqual({ api: "http://127.0.0.1:3000" });
  const options = { api: "http://options", key: "sk_c", timeoutMs: 80, cache: "none" } as const;
  expect(withEnvironment(options, {})).toEqual(options);
  const env = {
    FACET_API: "http://env",
    FACET_KEY: "sk_e",
    FACET_SITE: "https://okna.example",
    FACET_TIMEOUT_MS: "40",
    FACET_CODE_SECRET: "secret",
  };
  expect(withEnvironment(options, env)).toEqual({
    api: "http://env",
    key: "sk_e",
    site: "https://okna.example",
    timeoutMs: 40,
    codeSecret: "secret",
    cache: "none",
  });
});

test("where there is a rule set and no address, no service is asked", async () => {
  const ruleset = createLocalSource(await compiled());
  expect(withEnvironment({ ruleset }, {})).toEqual({ ruleset });
});

test("a time budget that is no number of milliseconds is left to the options, or the default", () => {
  for (const FACET_TIMEOUT_MS of ["", "soon", "-1", "0"]) {
    expect(withEnvironment({}, { FACET_TIMEOUT_MS })).not.toHaveProperty("timeoutMs");
    expect(withEnvironment({ timeoutMs: 80 }, { FACET_TIMEOUT_MS })).toMatchObject({
      timeoutMs: 80,
    });
  }
});
