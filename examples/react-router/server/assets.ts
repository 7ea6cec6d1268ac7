import { readFile } from "node:fs/promises";
import { extname } from "node:path";

const FOLDER = new URL("../build/client/", import.meta.url);
const NAME = /^\/assets\/[\w.-]+$/;
const TYPES: ReadonlyMap<string, string> = new Map([
  [".css", "text/css; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
]);

/** A file of the site's build; undefined where the request is for something else. */
export async function findAsset(request: Request): Promise<Response | undefined> {
  const { pathname } = new URL(request.url);
  const type = TYPES.get(extname(pathname));
  if (!NAME.test(pathname) || type === undefined) return undefined;
  try {
    const file = await readFile(new URL(`.${pathname}`, FOLDER));
    // Its name has the hash of its content.
    const headers = {
      "content-type": type,
      "cache-control": "public, max-age=31536000, immutable",
    };
    return new Response(file, { headers });
  } catch {
    return new Response("Not found", { status: 404 });
  }
}
