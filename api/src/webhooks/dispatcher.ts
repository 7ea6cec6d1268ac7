import type { Log } from "../ports.ts";
import type { StoredRecord, VisitorStore } from "../visitors/store.ts";
import { afterAttempt, DELIVERIES, type Delivery, fromDeliveryRecord } from "./delivery.ts";
import type { WebhookEndpoint } from "./endpoint.ts";
import type { Endpoints } from "./endpoints.ts";
import { nextAttemptAt } from "./schedule.ts";
import { type SendWebhook, WebhookRefused, type WebhookReply } from "./send.ts";
import { signatureHeaders } from "./sign.ts";

/** What sending needs. */
export interface DispatcherOptions {
  readonly store: Pick<VisitorStore, "put" | "records" | "remove">;
  readonly endpoints: Endpoints;
  readonly send: SendWebhook;
  readonly log: Log;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** 0 to 1. Default `Math.random`. */
  readonly random?: () => number;
}

/** Sends what is due, at least once each, as often as the schedule allows. */
export interface Dispatcher {
  /** Sends all that is due now. @returns how many attempts were made. */
  sendDue(): Promise<number>;
  /** Sends what is due now and from now on. */
  start(): void;
  /** Resolves when the attempts under way are over. */
  stop(): Promise<void>;
}

const POLL_MS = 1_000;
const TIMEOUT_MS = 15_000;
/** Attempts at once. */
const PARALLEL = 16;
/** Another node takes a delivery over where this one has not finished it in so long. */
const LEASE_MS = 60_000;

/** What to do with a delivery after an attempt. */
type Verdict =
  | { readonly kind: "done" }
  | { readonly kind: "gone" }
  | {
      readonly kind: "failed";
      readonly outcome: string;
      readonly retryAfterMs?: number | undefined;
    };

/** Makes the dispatcher; nothing is sent until it is started or asked. */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const { store, endpoints, send, log, now, random = Math.random } = options;
  const underWay = new Set<Promise<void>>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStarted = false;
  let looking: Promise<unknown> = Promise.resolve();

  /** Starts attempts as far as there is room; a slow receiver holds up its own alone. */
  async function startDue(): Promise<number> {
    const limit = PARALLEL - underWay.size;
    if (limit <= 0) return 0;
    const due = await store.records({ collection: DELIVERIES, dueBefore: now(), limit });
    // Leased before anything is sent, so that the next look finds only others.
    await Promise.all(due.map((record) => store.put({ ...record, dueAt: now() + LEASE_MS })));
    for (const record of due) {
      const attempted = attempt(record).catch((error: unknown) => {
        log.error({ err: error, id: record.id }, "a webhook's outcome was not kept");
      });
      underWay.add(attempted);
      void attempted.then(() => underWay.delete(attempted));
    }
    return due.length;
  }

  async function attempt(record: StoredRecord): Promise<void> {
    const delivery = fromDeliveryRecord(record);
    const endpoint = await endpoints.find(record.site, delivery.endpointId);
    if (endpoint === undefined || endpoint.goneAt !== undefined) {
      await giveUp(delivery, "the endpoint is gone");
      return;
    }
    const verdict = await deliver(delivery, endpoint);
    if (verdict.kind === "done") {
      await store.remove(record);
      return;
    }
    if (verdict.kind === "gone") {
      await endpoints.put({ ...endpoint, goneAt: now() });
      log.warn({ endpoint: endpoint.id, url: endpoint.url }, "a webhook's receiver is gone (410)");
      await giveUp(delivery, "410 Gone");
      return;
    }
    const dueAt = nextAttemptAt({
      attempts: delivery.attempts + 1,
      now: now(),
      retryAfterMs: verdict.retryAfterMs,
      random: random(),
    });
    if (dueAt === undefined) await giveUp(delivery, verdict.outcome);
    else await store.put(afterAttempt(delivery, { outcome: verdict.outcome, dueAt }));
  }

  async function deliver(delivery: Delivery, endpoint: WebhookEndpoint): Promise<Verdict> {
    const { webhookId, payload } = delivery;
    try {
      const reply = await send({
        url: endpoint.url,
        headers: {
          "content-type": "application/json",
          ...signatureHeaders({ webhookId, payload, now: now() }, endpoint.secrets),
        },
        body: payload,
        timeoutMs: TIMEOUT_MS,
      });
      return judge(reply);
    } catch (error) {
      const outcome = error instanceof Error ? error.message : String(error);
      if (error instanceof WebhookRefused) log.warn({ url: endpoint.url }, outcome);
      return { kind: "failed", outcome };
    }
  }

  async function giveUp(delivery: Delivery, outcome: string): Promise<void> {
    await store.put(afterAttempt(delivery, { outcome, dueAt: undefined }));
    await store.remove(delivery.record);
    log.warn(
      { site: delivery.record.site, id: delivery.record.id, outcome },
      "a webhook is given up; facet webhooks replay sends it again",
    );
  }

  async function tick(): Promise<void> {
    try {
      await startDue();
    } catch (error) {
      log.error({ err: error }, "webhooks cannot be read; they are tried again");
    }
    if (isStarted) timer = setTimeout(look, POLL_MS);
  }

  function look(): void {
    looking = tick();
  }

  return {
    async sendDue() {
      let attempts = 0;
      for (;;) {
        const started = await startDue();
        attempts += started;
        if (started === 0 && underWay.size === 0) return attempts;
        if (underWay.size > 0) await Promise.race(underWay);
      }
    },
    start() {
      if (isStarted) return;
      isStarted = true;
      look();
    },
    async stop() {
      isStarted = false;
      clearTimeout(timer);
      await looking;
      await Promise.all(underWay);
    },
  };
}

function judge({ status, retryAfterMs }: WebhookReply): Verdict {
  if (status >= 200 && status < 300) return { kind: "done" };
  if (status === 410) return { kind: "gone" };
  return { kind: "failed", outcome: `the receiver answered ${status}`, retryAfterMs };
}
