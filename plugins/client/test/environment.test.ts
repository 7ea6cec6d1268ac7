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

test("an empty variable says nothing", () => {
  const env = { FACET_API: "", FACET_KEY: " ", FACET_SITE: "", FACET_TIMEOUT_MS: "" };
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const options = { api: "http://options", key: "sk_c", timeoutMs: 80, log };
  expect(withEnvironment(options, env)).toEqual(options);
  expect(lines).toEqual([]);
});

test.each([
  ["FACET_TIMEOUT_MS", "soon", /FACET_TIMEOUT_MS .*"soon"; expected milliseconds/],
  ["FACET_TIMEOUT_MS", "-1", /FACET_TIMEOUT_MS .*"-1"; expected milliseconds, more than 0/],
  ["FACET_TIMEOUT_MS", "0", /FACET_TIMEOUT_MS .*"0"; expected/],
  ["FACET_TIMEOUT_MS", "1e12", /FACET_TIMEOUT_MS .*"1e12"; expected .* at most 2147483647/],
  ["FACET_API", "127.0.0.1:3000", /FACET_API .*"127\.0\.0\.1:3000"; expected an address/],
  ["FACET_SITE", "shop.example", /FACET_SITE .*"shop\.example"; expected an address/],
  ["FACET_KEY", "sk_a\nsk_b", /FACET_KEY .*cannot be used; expected a key/],
])("%s of %j is left out, and said once what is wrong with it", (name, value, line) => {
  const lines: string[] = [];
  const log = (text: string): void => void lines.push(text);
  const options = { api: "http://options", key: "sk_c", site: "http://s", timeoutMs: 80, log };
  expect(withEnvironment(options, { [name]: value })).toEqual(options);
  expect(lines).toEqual([expect.stringMatching(line)]);
  expect(withEnvironment({ log }, { [name]: value })).toEqual({
    api: "http://127.0.0.1:3000",
    log,
  });
});

test("a key is not repeated where it cannot be used", () => {
  const lines: string[] = [];
  withEnvironment({ log: (line) => void lines.push(line) }, { FACET_KEY: "sk_secret\nя" });
  expect(lines.join()).not.toContain("secret");
});
