import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { doubled, lost, survey } from "./check.ts";

const MAIN = fileURLToPath(new URL("../../src/entries/main.ts", import.meta.url));
const RUNS = Number(process.env["FACET_SHUTDOWN_RUNS"] ?? 2);
const IN_FLIGHT = 200;
const EXIT_MS = 10_000;
const SITE = `
version: 1
site: shop
locales: [en]
consent: { default: granted }
slots:
  hero.headline: { type: text, default: "Windows" }
pages:
  okna: { path: /okna, slots: [hero.headline] }
`;

const folder = mkdtempSync(join(tmpdir(), "facet-shutdown-"));
const rules = join(folder, "rules");
const file = join(folder, "facet.db");
mkdirSync(rules);
writeFileSync(join(rules, "site.yaml"), SITE);
afterAll(() => rmSync(folder, { recursive: true }));

async function startService() {
  const child = spawn(process.execPath, ["--conditions=@facet/source", MAIN], {
    env: { ...process.env, FACET_RULES: rules, FACET_DB: file, PORT: "0", HOST: "127.0.0.1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const url = await new Promise<string>((resolve) => {
    child.stderr.on("data", (data: Buffer) => {
      const [, found] = /listens on (http:\/\/[\d.:]+)/u.exec(String(data)) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
  return { child, url };
}

describe("SIGTERM", () => {
  it(`with ${IN_FLIGHT} events in flight ends the process, and loses none that was acknowledged`, async () => {
    const acknowledged = new Set<string>();
    for (let run = 0; run < RUNS; run += 1) {
      const { child, url } = await startService();
      const before = acknowledged.size;
      const ended = once(child, "exit").then(([code]) => code as number | null);
      const client = async (_: unknown, client: number): Promise<void> => {
        for (let i = 0; child.exitCode === null; i += 1) {
          const messageId = `${run}/${client}/${i}`;
          const body = JSON.stringify({ event: "E", userId: `u${client}`, messageId });
          try {
            const response = await fetch(`${url}/v1/track`, { method: "POST", body });
            if (response.ok) acknowledged.add(messageId);
          } catch {
            return;
          }
        }
      };
      const clients = Array.from({ length: IN_FLIGHT }, client);
      await expect
        .poll(() => acknowledged.size, { timeout: 20_000 })
        .toBeGreaterThan(before + IN_FLIGHT);
      child.kill("SIGTERM");
      const overdue = setTimeout(() => child.kill("SIGKILL"), EXIT_MS);
      expect(await ended).toBe(0);
      clearTimeout(overdue);
      await Promise.all(clients);
    }
    const found = survey(file);
    expect(lost(acknowledged, found)).toEqual([]);
    expect(doubled(found)).toEqual([]);
    expect(found.integrity).toBe("ok");
  }, 60_000);
});
