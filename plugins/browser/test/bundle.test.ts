import { expect, it } from "vitest";
import { bundleScripts } from "../scripts/bundle.ts";

it("the scripts of the same sources have the same names, in whatever order their parts are found", async () => {
  const builds = [];
  for (let build = 0; build < 6; build++) builds.push(await bundleScripts());
  const names = builds.map((files) => [...files.keys()].toSorted());
  for (const other of names) expect(other).toEqual(names[0]);
  expect(names[0]).toContain("facet.js");
  expect(names[0]?.some((name) => /^facet-offers\.[0-9a-f]{8}\.js$/.test(name))).toBe(true);
});
