import type { Json } from "@facet/client";
import { isRefused, readConsent } from "./consent/cookie.ts";

const FLUSH_MS = 800;
const MAX_BATCH = 50;

/** An event on its way. */
export interface PageEvent {
  readonly event: string;
  readonly properties?: Readonly<Record<string, Json | undefined>>;
  readonly messageId?: string;
}

/** Where events go: the site's own endpoint, or with a publishable key the service itself. */
export interface Target {
  readonly endpoint: string;
  readonly writeKey?: string;
}

/** Collects events and sends them in few requests. */
export interface Sender {
  add(event: PageEvent): void;
  /** Sends what is waiting now; survives a navigation right after. */
  flush(): void;
}

/** Makes a sender. What waits when the visitor refuses is thrown away. */
export function createSender(target: Target): Sender {
  let queue: PageEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (isRefused()) queue = [];
    while (queue.length > 0) {
      post(target, queue.slice(0, MAX_BATCH));
      queue = queue.slice(MAX_BATCH);
    }
  }

  return {
    add(event) {
      queue.push({ messageId: uniqueId(), ...event });
      timer ??= setTimeout(flush, FLUSH_MS);
    },
    flush,
  };
}

/** A random id of 128 bits; unlike `crypto.randomUUID` it exists on plain http too. */
export function uniqueId(): string {
  return crypto.getRandomValues(new Uint32Array(4)).join("-");
}

function post({ endpoint, writeKey }: Target, events: readonly PageEvent[]): void {
  const url = `${endpoint}/${writeKey === undefined ? "track" : "batch"}`;
  const body = JSON.stringify(writeKey === undefined ? { events } : toBatch(events, writeKey));
  // A string goes as text/plain, which asks no other origin first and is read as JSON.
  if (navigator.sendBeacon?.(url, body)) return;
  fetch(url, { method: "POST", body, keepalive: true, credentials: "include" }).catch(
    () => undefined,
  );
}

// The form of Segment's `/v1/batch`. The service cannot see this page's address and cookies.
function toBatch(events: readonly PageEvent[], writeKey: string) {
  const { href: url, pathname: path } = location;
  return {
    writeKey,
    sentAt: new Date().toISOString(),
    context: { page: { url, path }, consent: { categoryPreferences: readConsent() } },
    batch: events.map((event) => ({ type: "track", ...event })),
  };
}
