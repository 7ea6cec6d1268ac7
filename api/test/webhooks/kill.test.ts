import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSqliteStore } from "../../src/visitors/stores/sqlite.ts";
import { DELIVERIES, toDeliveries } from "../../src/webhooks/delivery.ts";
import { createWebhookDesk } from "../../src/webhooks/desk.ts";
import { createEndpoints } from "../../src/webhooks/endpoints.ts";
import { createReceiver, type Receiver } from "./receiver.ts";

const SENDER = fileURLToPath(new URL("sender.ts", import.meta.url));
const RULES = fileURLToPath(new URL("../../../rules", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "facet-webhooks-kill-"));
const COUNT = 300;
const KILLS = 4;

describe("webhooks of a service that is killed again and again", () => {
  let receiver: Receiver;
  let child: ChildProcess | undefined;
  beforeAll(async () => {
    receiver = await createReceiver();
  });
  afterAll(async () => {
    child?.kill("SIGKILL");
    await receiver.close();
    rmSync(folder, { recursive: true });
  });

  async function startSender(db: string): Promise<ChildProcess> {
    const args = ["--conditions=@facet/source", SENDER, db, RULES];
    const started = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    if (started.stdout === null) throw new Error("the sender has no output");
    await once(started.stdout, "data");
    return started;
  }

  it("all arrive, signed and under one id each", async () => {
    const db = join(folder, "a.db");
    const store = createSqliteStore(db);
    // A lease of a killed sender is over as soon as its clock says so: these were due long ago.
    const at = Date.now() - 600_000;
    const { secret } = await createWebhookDesk(store).create({ site: "okna", url: receiver.url });
    const endpoints = await createEndpoints(store, Date.now).list("okna");
    const records = Array.from({ length: COUNT }, (_, i) =>
      toDeliveries(
        {
          site: "okna",
          messageId: `m${i}`,
          type: "lead.submitted",
          name: "Lead Submitted",
          at,
          data: { id: `m${i}` },
        },
        endpoints,
      ),
    ).flat();
    await store.append({ entries: [], records, durable: true });
    const ids = (): Set<unknown> =>
      new Set(receiver.received.map(({ headers }) => headers["webhook-id"]));

    for (let kill = 1; kill <= KILLS; kill += 1) {
      child = await startSender(db);
      await receiver.got(receiver.received.length + 20);
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    expect(ids().size).toBeLessThan(COUNT);
    // What the killed ones had leased is due at once.
    const left = await store.records({ collection: DELIVERIES, limit: 1_000 });
    for (const record of left) await store.put({ ...record, dueAt: at });
    child = await startSender(db);
    while (ids().size < COUNT) await receiver.got(receiver.received.length + 1);
    child.kill("SIGTERM");
    await once(child, "exit");
    await store.close();

    expect(ids()).toEqual(new Set(Array.from({ length: COUNT }, (_, i) => `msg_m${i}`)));
    for (const { headers, body } of receiver.received) {
      const told = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, String(value)]),
      );
      expect(() => new Webhook(secret).verify(body, told)).not.toThrow();
    }
  }, 60_000);
});
