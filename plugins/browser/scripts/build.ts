/** `npm run build -w plugins/browser`: writes the plain scripts to `dist/` and says how to allow them. */
import { createHash } from "node:crypto";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { bundleScripts } from "./bundle.ts";

const DIST = new URL("../dist/", import.meta.url);

await mkdir(DIST, { recursive: true });
// Parts carry a hash in their name: those of an earlier build would stay for ever.
for (const name of await readdir(DIST)) {
  if (/^facet-.*\.js$/.test(name)) await rm(new URL(name, DIST));
}
const files = await bundleScripts();
for (const [name, text] of files) {
  await writeFile(new URL(name, DIST), text);
  console.log(`${name}  ${text.length} bytes, ${gzipSync(text).length} gzipped`);
}
const hash = createHash("sha256")
  .update(files.get("snippet.js") ?? "")
  .digest("base64");
console.log(`Content-Security-Policy of an inlined snippet: script-src 'sha256-${hash}'`);
