import type { VisitorStore } from "../visitors/store.ts";
import {
  ENDPOINTS,
  fromEndpointRecord,
  toEndpointRecord,
  type WebhookEndpoint,
} from "./endpoint.ts";

/** The endpoints of all sites. */
export interface Endpoints {
  list(site: string): Promise<readonly WebhookEndpoint[]>;
  find(site: string, id: string): Promise<WebhookEndpoint | undefined>;
  put(endpoint: WebhookEndpoint): Promise<void>;
  /** @returns whether there was one. */
  remove(site: string, id: string): Promise<boolean>;
}

/** Most endpoints of one site. */
export const MAX_ENDPOINTS = 100;

/** How long a list is believed before the store is asked again. */
const FRESH_MS = 2_000;

interface Known {
  readonly at: number;
  readonly endpoints: Promise<readonly WebhookEndpoint[]>;
}

/**
 * The endpoints as the store has them, read at most every two seconds a site.
 *
 * @param now Epoch milliseconds.
 */
export function createEndpoints(
  store: Pick<VisitorStore, "put" | "records" | "remove">,
  now: () => number,
): Endpoints {
  const known = new Map<string, Known>();

  async function load(site: string): Promise<readonly WebhookEndpoint[]> {
    const records = await store.records({ collection: ENDPOINTS, site, limit: MAX_ENDPOINTS });
    return records.map(fromEndpointRecord);
  }

  function list(site: string): Promise<readonly WebhookEndpoint[]> {
    const fresh = known.get(site);
    if (fresh !== undefined && now() - fresh.at < FRESH_MS) return fresh.endpoints;
    const endpoints = load(site);
    known.set(site, { at: now(), endpoints });
    endpoints.catch(() => known.delete(site));
    return endpoints;
  }

  return {
    list,
    async find(site, id) {
      return (await list(site)).find((endpoint) => endpoint.id === id);
    },
    async put(endpoint) {
      await store.put(toEndpointRecord(endpoint));
      known.delete(endpoint.site);
    },
    async remove(site, id) {
      known.delete(site);
      return store.remove({ collection: ENDPOINTS, site, id });
    },
  };
}
