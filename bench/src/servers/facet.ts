import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createService, serveService } from "@facet/api/node";

const folder = mkdtempSync(join(tmpdir(), "facet-bench-"));
const service = await createService({
  rules: fileURLToPath(new URL("../../../rules", import.meta.url)),
  db: join(folder, "facet.db"),
});
const { url, close } = await serveService(service, { host: "127.0.0.1", port: 0 });
process.stdout.write(`${url}\n`);
process.once("SIGTERM", () => {
  void close().then(() => rmSync(folder, { recursive: true, force: true }));
});
