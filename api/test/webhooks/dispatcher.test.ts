import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSendWebhook } from "../../src/entries/node/send-webhook.ts";
import type { VisitorStore } from "../../src/visitors/store.ts";
import { createMemoryStore } from "../../src/visitors/stores/memory.ts";
import { createSqliteStore } from "../../src/visitors/stores/sqlite.ts";
import { DELIVERIES, FAILED_DELIVERIES, toDeliveries } from "../../src/webhooks/delivery.ts";
import { createWebhookDesk } from "../../src/webhooks/desk.ts";
import { createDispatcher } from "../../src/webhooks/dispatcher.ts";
import { createEndpoints } from "../../src/webhooks/endpoints.ts";
import type { SendWebhook } from "../../src/webhooks/send.ts";
import { createTestLog, MINUTE, NOW } from "../fixtures/app.ts";
import { createReceiver, type Receiver } from "./receiver.ts";

const folder = mkdtempSync(join(tmpdir(), "facet-webhooks-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

const STORES: [string, () => VisitorStore][] = [
  ["memory", () => createMemoryStore()],
  ["SQLite", () => createSqliteStore(join(folder, `${++files}.db`))],
];
/** After each of these a delivery is due again, whatever the spread. */
const WAITS = [10_000, 60_000, 300_000, 1_800_000, 7_200_000, 21_600_000, 43_200_000, 86_400_000];

describe.each(STORES)("webhooks kept in %s", (_name, openStore) => {
  let receiver: Receiver;
  let store: VisitorStore;
  let clock: { now: number };
  let log: ReturnType<typeof createTestLog>;
  beforeEach(async () => {
    receiver = await createReceiver();
    store = openStore();
    clock = { now: NOW };
    log = createTestLog();
  });
  afterEach(async () => {
    await receiver.close();
    await store.close();
  });

  const now = (): number => clock.now;
  const desk = () => createWebhookDesk(store, now);
  const network = createSendWebhook({ allowed: ["127.0.0.1"] });
  const dispatcher = (send: SendWebhook = network) =>
    createDispatcher({
      store,
      endpoints: createEndpoints(store, now),
      send,
      log,
      now,
      random: () => 0.5,
    });

  async function keep(...ids: string[]): Promise<void> {
    const endpoints = await createEndpoints(store, now).list("shop");
    for (const messageId of ids) {
      const event = {
        site: "shop",
        messageId,
        type: "lead.submitted",
        name: "Lead Submitted",
        at: clock.now,
        data: { id: messageId },
      };
      await store.append({ entries: [], records: toDeliveries(event, endpoints), durable: true });
    }
  }
  const count = async (collection: string): Promise<number> =>
    (await store.records({ collection, limit: 1_000 })).length;

  it("are sent once, signed so that Standard Webhooks' own library believes them", async () => {
    const { secret } = await desk().create({ site: "shop", url: receiver.url });
    await keep("m1");
    expect(await dispatcher().sendDue()).toBe(1);
    expect(await dispatcher().sendDue()).toBe(0);
    const [hook] = receiver.received;
    const { "webhook-timestamp": timestamp, "webhook-id": id } = hook?.headers ?? {};
    expect([id, timestamp]).toEqual(["msg_m1", String(NOW / 1_000)]);
    // The library believes five minutes by its own clock; signing anew at its time shows the rest.
    const signed = new Webhook(secret).sign("msg_m1", new Date(NOW), hook?.body ?? "");
    expect(hook?.headers["webhook-signature"]).toBe(signed);
    expect(JSON.parse(hook?.body ?? "")).toEqual({
      type: "lead.submitted",
      timestamp: new Date(NOW).toISOString(),
      data: { id: "m1" },
    });
    expect([await count(DELIVERIES), await count(FAILED_DELIVERIES)]).toEqual([0, 0]);
  });

  it("go to every endpoint of their site that wants their event, and to no other", async () => {
    await desk().create({ site: "shop", url: `${receiver.url}/all` });
    await desk().create({ site: "shop", url: `${receiver.url}/mine`, events: ["Lead Submitted"] });
    await desk().create({ site: "shop", url: `${receiver.url}/other`, events: ["Quiz Done"] });
    await desk().create({ site: "elsewhere", url: `${receiver.url}/foreign` });
    await keep("m1");
    await dispatcher().sendDue();
    expect(receiver.received.map(({ path }) => path).toSorted()).toEqual([
      "/hook/all",
      "/hook/mine",
    ]);
  });

  it("are tried again ever more rarely, with one id and the same bytes, and then given up", async () => {
    await desk().create({ site: "shop", url: receiver.url });
    receiver.answers = [{ status: 500 }];
    await keep("m1");
    const sender = dispatcher();
    await sender.sendDue();
    for (const wait of WAITS) {
      clock.now += wait - 1;
      expect(await sender.sendDue()).toBe(0);
      clock.now += 1;
      expect(await sender.sendDue()).toBe(1);
    }
    expect(receiver.received).toHaveLength(9);
    const same = new Set(
      receiver.received.map(({ headers, body }) => `${String(headers["webhook-id"])}${body}`),
    );
    expect(same.size).toBe(1);
    expect([await count(DELIVERIES), await count(FAILED_DELIVERIES)]).toEqual([0, 1]);
    expect(await desk().failed()).toMatchObject([
      {
        id: expect.stringMatching(/^m1\.wh_/u),
        url: receiver.url,
        outcome: "the receiver answered 500",
      },
    ]);
    expect(log.lines.join()).toContain("facet webhooks replay");

    receiver.answers = [{ status: 200 }];
    expect(await desk().replay(["nothing"])).toBe(0);
    expect(await desk().replay("all")).toBe(1);
    await sender.sendDue();
    expect(receiver.received).toHaveLength(10);
    expect(receiver.received.at(-1)?.headers["webhook-id"]).toBe("msg_m1");
    expect([await count(DELIVERIES), await count(FAILED_DELIVERIES)]).toEqual([0, 0]);
  });

  it("wait as long as a receiver asks that is busy", async () => {
    await desk().create({ site: "shop", url: receiver.url });
    receiver.answers = [{ status: 429, headers: { "Retry-After": "600" } }, { status: 204 }];
    await keep("m1");
    const sender = dispatcher();
    await sender.sendDue();
    clock.now += 599_000;
    expect(await sender.sendDue()).toBe(0);
    clock.now += 1_000;
    expect(await sender.sendDue()).toBe(1);
    expect(await count(DELIVERIES)).toBe(0);
  });

  it("end for a receiver that says it is gone, until somebody replays them", async () => {
    const { endpoint } = await desk().create({ site: "shop", url: receiver.url });
    receiver.answers = [{ status: 410 }, { status: 204 }];
    await keep("m1", "m2");
    const sender = dispatcher();
    await sender.sendDue();
    expect(receiver.received.length).toBeLessThanOrEqual(2);
    expect(await desk().list()).toMatchObject([{ id: endpoint.id, goneAt: NOW }]);
    clock.now += 3_000;
    await keep("m3");
    const before = receiver.received.length;
    await sender.sendDue();
    expect(receiver.received).toHaveLength(before);
    const failed = await count(FAILED_DELIVERIES);
    expect(failed).toBeGreaterThan(0);
    expect(await desk().replay("all")).toBe(failed);
    clock.now += 3_000;
    await sender.sendDue();
    expect(receiver.received).toHaveLength(before + failed);
    expect((await desk().list())[0]).not.toHaveProperty("goneAt");
  });

  it("are given up where their endpoint was removed", async () => {
    const { endpoint } = await desk().create({ site: "shop", url: receiver.url });
    await keep("m1");
    expect(await desk().remove(endpoint.id)).toMatchObject({ url: receiver.url });
    expect(await desk().remove(endpoint.id)).toBeUndefined();
    clock.now += 3_000;
    await dispatcher().sendDue();
    expect(receiver.received).toEqual([]);
    expect(await desk().failed()).toMatchObject([{ outcome: "the endpoint is gone" }]);
  });

  it("are signed by the new secret and the one before, once it was rotated", async () => {
    const made = await desk().create({ site: "shop", url: receiver.url });
    const second = await desk().rotate(made.endpoint.id);
    const third = await desk().rotate(made.endpoint.id);
    await keep("m1");
    await dispatcher().sendDue();
    const [hook] = receiver.received;
    const signatures = String(hook?.headers["webhook-signature"]).split(" ");
    const of = (secret = "") => new Webhook(secret).sign("msg_m1", new Date(NOW), hook?.body ?? "");
    expect(signatures).toEqual([of(third?.secret), of(second?.secret)]);
    expect(signatures).not.toContain(of(made.secret));
  });

  it("arrive at least once where a process dies between sending and remembering it", async () => {
    await desk().create({ site: "shop", url: receiver.url });
    await keep("m1");
    const forgetful = { ...store, remove: () => new Promise<boolean>(() => {}) };
    const endpoints = createEndpoints(store, now);
    const dying = createDispatcher({ store: forgetful, endpoints, send: network, log, now });
    void dying.sendDue();
    await receiver.got(1);
    // Its lease lasts a minute.
    expect(await dispatcher().sendDue()).toBe(0);
    clock.now += MINUTE;
    expect(await dispatcher().sendDue()).toBe(1);
    expect(receiver.received.map(({ headers }) => headers["webhook-id"])).toEqual([
      "msg_m1",
      "msg_m1",
    ]);
    expect(await count(DELIVERIES)).toBe(0);
  });

  it("all arrive where two nodes send from one store", async () => {
    await desk().create({ site: "shop", url: receiver.url });
    const ids = Array.from({ length: 60 }, (_, i) => `m${i}`);
    await keep(...ids);
    await Promise.all([dispatcher().sendDue(), dispatcher().sendDue()]);
    const arrived = new Set(receiver.received.map(({ headers }) => headers["webhook-id"]));
    expect(arrived).toEqual(new Set(ids.map((id) => `msg_${id}`)));
    expect([await count(DELIVERIES), await count(FAILED_DELIVERIES)]).toEqual([0, 0]);
  });

  it("are not held up by one receiver that hangs", async () => {
    await desk().create({ site: "shop", url: `${receiver.url}/slow`, events: ["Slow"] });
    await desk().create({ site: "shop", url: receiver.url });
    await keep("m1", "m2");
    let release = (): void => {};
    const hung = new Promise<void>((done) => (release = done));
    let isFirst = true;
    const send: SendWebhook = async (request) => {
      if (isFirst) {
        isFirst = false;
        await hung;
      }
      return network(request);
    };
    const sender = dispatcher(send);
    const sending = sender.sendDue();
    await receiver.got(1);
    release();
    await sending;
    expect(receiver.received).toHaveLength(2);
  });

  it("are sent by themselves from the start on, and none after the stop", async () => {
    await desk().create({ site: "shop", url: receiver.url });
    await keep("m1");
    const sender = dispatcher();
    sender.start();
    await receiver.got(1);
    await sender.stop();
    await keep("m2");
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(receiver.received).toHaveLength(1);
    expect(await count(DELIVERIES)).toBe(1);
  });
});
