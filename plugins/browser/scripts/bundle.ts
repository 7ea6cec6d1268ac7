import { createHash } from "node:crypto";
import { basename, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { BuildOptions, Plugin } from "esbuild";

const SOURCES = fileURLToPath(new URL("../src/", import.meta.url));
// Stands in the names of parts until their texts are known.
const PLACEHOLDER = "00000000";

const SHARED: BuildOptions = {
  bundle: true,
  minify: true,
  charset: "utf8",
  target: "es2022",
  conditions: ["@facet/source"],
  outdir: "/",
  write: false,
  // Modules are strict by themselves, and the snippet counts every byte.
  tsconfigRaw: {},
};

/**
 * Bundles what a page loads as plain scripts: `snippet.js` for its head, a classic script;
 * `facet.js`, a module; and the parts `facet-<part>.<hash>.js` that it loads where a page needs
 * them. Every file is whole in itself, so that none waits for another. Source texts by file name.
 */
export async function bundleScripts(): Promise<ReadonlyMap<string, string>> {
  const parts = new Set<string>();
  const files = new Map<string, string>([
    ["snippet.js", await bundle("entries/snippet.ts", { format: "iife" })],
    ["facet.js", await bundle("entries/facet.ts", moduleOptions(parts))],
  ]);
  // Parts may load parts: the set grows while it is walked.
  for (const part of parts) files.set(toName(part), await bundle(part, moduleOptions(parts)));
  // Parts are found in any order, and the same sources have one hash.
  const hash = createHash("sha256")
    .update([...files.values()].toSorted().join())
    .digest("hex")
    .slice(0, 8);
  return new Map(
    Array.from(files, ([name, text]) => [
      name.replace(PLACEHOLDER, hash),
      text.replaceAll(`.${PLACEHOLDER}.js`, `.${hash}.js`),
    ]),
  );
}

async function bundle(source: string, options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    ...SHARED,
    ...options,
    entryPoints: [resolve(SOURCES, source)],
  });
  return outputFiles?.[0]?.text ?? "";
}

function moduleOptions(parts: Set<string>): BuildOptions {
  const apart: Plugin = {
    name: "parts",
    setup(build) {
      build.onResolve({ filter: /./ }, ({ kind, path, resolveDir }) => {
        if (kind !== "dynamic-import") return undefined;
        const part = resolve(resolveDir, path);
        parts.add(part);
        return { path: `./${toName(part)}`, external: true };
      });
    },
  };
  return { format: "esm", plugins: [apart] };
}

function toName(part: string): string {
  return `facet-${basename(part, ".ts")}.${PLACEHOLDER}.js`;
}
