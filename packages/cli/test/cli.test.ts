import { describe, expect, test } from "vitest";
import { RULES, facet } from "./harness.ts";

const COMMANDS = ["dev", "lint", "test", "decide", "explain", "eval", "types", "schema"];

describe("facet", () => {
  test("lists its commands", async () => {
    for (const argv of [["--help"], ["-h"], ["help"]]) {
      const { code, out } = await facet(argv);
      expect(code).toBe(0);
      for (const name of COMMANDS) expect(out).toMatch(new RegExp(`^  ${name} `, "m"));
    }
  });

  test("without a command shows the list, as a mistake", async () => {
    const { code, out } = await facet([]);
    expect(code).toBe(2);
    expect(out).toContain("facet <command>");
  });

  test("prints its version", async () => {
    expect((await facet(["--version"])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each(COMMANDS)("facet %s --help tells usage, options and examples", async (name) => {
    const { code, out } = await facet([name, "--help"]);
    expect(code).toBe(0);
    expect(out).toContain(`facet ${name}`);
    expect(out).toContain("Options");
    expect(out).toMatch(/Examples\n  facet /);
    expect((await facet(["help", name])).out).toBe(out);
  });

  test("suggests the command that was probably meant", async () => {
    const { code, err } = await facet(["decid", "/okna"]);
    expect(code).toBe(2);
    expect(err).toContain('there is no command "decid"');
    expect(err).toContain('did you mean "decide"?');
  });

  test.each([
    [["decide", "/okna", "--cty", "Москва"], "no option --cty", "did you mean --city?"],
    [["decide", "/okna", "--city=Москва", "--frobnicate"], "no option --frobnicate", "--help"],
    [["decide", "/okna", "--city"], "--city needs a value", "--help"],
    [["decide"], "URL is missing", "--help"],
    [["decide", "/okna", "extra"], 'one argument too many: "extra"', "quotes"],
    [["decide", "/okna", "--visits", "two"], '--visits "two" is no number', "--visits 2"],
    [["decide", "/okna", "--at", "tomorrow"], '--at "tomorrow" is no instant', "2026-12-05"],
    [["decide", "/okna", "--signal", "=1"], "has no name", "name=value"],
    [
      ["decide", "/okna", "--device", "mobil"],
      "no kind of device",
      "did you mean --device mobile?",
    ],
    [["decide", "/okna", "--country", "Russia"], "no country code", "--country RU"],
    [["decide", "okna"], '"okna" is no address', "/okna"],
    [["decide", "javascript:alert(1)"], "is no address", "/okna"],
    [["decide", "https://[::1/"], "is no address", "/okna"],
    [["lint", "no/such/folder"], "there is no rules folder", "FACET_RULES"],
    [["lint", "--rules", "no/such/folder"], "there is no rules folder", "site.yaml"],
    [["test", `${RULES}/site.yaml`], "is a file", "folder"],
    [["dev", "--rules", RULES, "--port", "http"], "is no port", "65535"],
    [["eval"], "there is no condition", "facet eval"],
    [["eval", "{ a: 1"], "neither JSON nor YAML", "quotes"],
    [["eval", "{ a: 1 }", "--with", "[1]"], "no mapping", "--with"],
  ])("refuses %j with a way out", async (argv, message, hint) => {
    const { code, out, err } = await facet(argv);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(message);
    expect(err).toContain(hint);
  });

  test("colours only where colours are shown", async () => {
    expect((await facet(["--help"])).out).not.toContain("\u001B[");
    expect((await facet(["--help"], { color: true })).out).toContain("\u001B[");
  });
});
