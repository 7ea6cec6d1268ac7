import { describe, expect, it } from "vitest";
import { createSiteClaims } from "../../src/rulesets/site-claims.ts";
import { artifact } from "../fixtures/ruleset.ts";

const rulesOf = (site: string) => async () => ({
  artifact: { ...artifact, site: { ...artifact.site, id: site } },
  problems: [],
});

describe("two folders with one site", () => {
  it("get an error that names both, and the first stays in service", async () => {
    const claims = createSiteClaims();
    const first = claims.guard("north", rulesOf("okna"));
    const second = claims.guard("south", rulesOf("okna"));
    expect((await first()).problems).toEqual([]);
    const refused = await second();
    expect(refused.artifact).toBeUndefined();
    expect(refused.problems).toMatchObject([
      {
        severity: "error",
        code: "site-taken",
        message: 'the folders north and south both have the site "okna"; north is served',
      },
    ]);
    expect((await first()).artifact).toBeDefined();
  });

  it("may take turns: a site that is renamed is free", async () => {
    const claims = createSiteClaims();
    let site = "okna";
    const first = claims.guard("north", () => rulesOf(site)());
    const second = claims.guard("south", rulesOf("okna"));
    await first();
    expect((await second()).artifact).toBeUndefined();
    site = "doors";
    await first();
    expect((await second()).artifact).toBeDefined();
    site = "okna";
    expect((await first()).artifact).toBeUndefined();
  });

  it("is no matter of broken rules, which have no site", async () => {
    const claims = createSiteClaims();
    const problems = [
      { file: "site.yaml", line: 1, column: 1, severity: "error", code: "x", message: "broken" },
    ] as const;
    const broken = claims.guard("north", async () => ({ problems }));
    expect(await broken()).toEqual({ problems });
    expect((await claims.guard("south", rulesOf("okna"))()).artifact).toBeDefined();
  });
});
