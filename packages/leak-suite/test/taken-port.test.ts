import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildScripts } from "@facet/leak-suite";

const EXAMPLES = fileURLToPath(new URL("../../../examples", import.meta.url));
/** Examples that listen by code of their own and need no build. */
const SERVERS = [
  "express/src/server.ts",
  "fastify/src/server.ts",
  "hono/src/server.ts",
  "script/src/server.ts",
  "edge-html/src/origin.ts",
  "edge-html/src/server.ts",
] as const;

const run = promisify(execFile);
const inTheWay = createServer();
let taken: number;

beforeAll(async () => {
  await buildScripts();
  await once(inTheWay.listen(0, "127.0.0.1"), "listening");
  taken = (inTheWay.address() as AddressInfo).port;
});
afterAll(() => void inTheWay.close());

it.each(SERVERS)("%s says in one line that its port is taken", async (file) => {
  const [example = ""] = file.split("/", 1);
  const started = run(process.execPath, ["--conditions=@facet/source", `${EXAMPLES}/${file}`], {
    cwd: `${EXAMPLES}/${example}`,
    env: { ...process.env, HOST: "127.0.0.1", PORT: `${taken}` },
    timeout: 20_000,
  });
  await expect(started).rejects.toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(
      new RegExp(`^Port ${taken} cannot be had, set PORT to a free one\\..* EADDRINUSE.*\\n$`, "u"),
    ),
  });
});
