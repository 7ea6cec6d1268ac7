import type { Json } from "@facet/client";

const FLUSH_MS = 800;
const MAX_BATCH = 50;

/** An event on its way to the site's own endpoint. */
export interface PageEvent {
  readonly event: string;
  readonly properties?: Readonly<Record<string, Json | undefined>>;
  readonly messageId?: string;
}

/** Collects events and sends them in few requests. */
export interface Sender {
  add(event: PageEvent): void;
  /** Sends what is waiting now; survives a navigation right after. */
  flush(): void;
}

/** Makes a sender for `endpoint`, a path of this origin. */
export function createSender(endpoint: string): Sender {
  let queue: PageEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    while (queue.length > 0) {
      post(`${endpoint}/track`, JSON.stringify({ events: queue.slice(0, MAX_BATCH) }));
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

/** A random id of 32 hex digits; unlike `crypto.randomUUID` it exists on plain http too. */
export function uniqueId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function post(url: string, body: string): void {
  // A string goes as text/plain, which every server of the endpoint reads as JSON.
  if (navigator.sendBeacon?.(url, body)) return;
  fetch(url, { method: "POST", body, keepalive: true }).catch(() => undefined);
}
