import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { toFetchFile } from "../src/fetch-file.ts";

let folder: string;
let srcDir: URL;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "facet-astro-"));
  srcDir = pathToFileURL(`${folder}/`);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFile(join(folder, name), text);

describe("the fetch file of a site", () => {
  it.each(["fetch", null, undefined])("is Facet's where the site has none (%s)", (fetchFile) => {
    expect(toFetchFile({ srcDir, fetchFile })).toMatch(/^\.\.\/.*plugins\/astro\/src\/entry\.ts$/);
  });

  it.each(["fetch.ts", "fetch.js", "fetch.mts", "fetch.mjs"])(
    "stays the site's own %s where that calls the layer",
    async (name) => {
      await write(name, 'import { withFacet } from "@facet/astro/fetch";');
      expect(toFetchFile({ srcDir, fetchFile: "fetch" })).toBeUndefined();
    },
  );

  it("is refused with the lines to add where it leaves the layer out", async () => {
    await write("handler.ts", "export default { fetch: () => new Response() };");
    const setUp = () => toFetchFile({ srcDir, fetchFile: "handler" });
    expect(setUp).toThrow(/handler\.ts handles every request/);
    expect(setUp).toThrow('import { withFacet } from "@facet/astro/fetch";');
    expect(setUp).toThrow("return withFacet(state, () => astro(state));");
  });

  it("is Facet's where the site has said that its fetch.ts is for something else", async () => {
    await write("fetch.ts", "export const fetchPrices = () => [];");
    expect(toFetchFile({ srcDir, fetchFile: null })).toMatch(/entry\.ts$/);
  });
});
