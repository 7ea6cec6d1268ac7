import { randomBase62 } from "../access/base62.ts";
import { readCollection } from "../access/key-records.ts";
import type { VisitorStore } from "../visitors/store.ts";
import { FAILED_DELIVERIES, fromDeliveryRecord, toReplay } from "./delivery.ts";
import {
  ENDPOINTS,
  fromEndpointRecord,
  makeWebhookSecret,
  toEndpointRecord,
  type WebhookEndpoint,
} from "./endpoint.ts";
import { MAX_ENDPOINTS } from "./endpoints.ts";
import { type AllowedAddresses, isAllowed, mayReach } from "./public-address.ts";

/** An endpoint as a list tells of it: without its secrets. */
export type ListedEndpoint = Omit<WebhookEndpoint, "secrets">;

/** An endpoint and the secret that its receiver is to know. */
export interface EndpointSecret {
  readonly endpoint: ListedEndpoint;
  /** `whsec_…` of Standard Webhooks. */
  readonly secret: string;
}

/** A webhook that was given up. */
export interface FailedDelivery {
  readonly id: string;
  readonly site: string;
  /** When what it tells of happened, epoch milliseconds. */
  readonly at: number;
  readonly endpointId: string;
  /** `undefined`: the endpoint is not there any more. */
  readonly url: string | undefined;
  /** What became of the last attempt. */
  readonly outcome: string;
}

/** What people do with webhooks; servers on the same store follow within seconds. */
export interface WebhookDesk {
  /** @throws RangeError where the site has as many endpoints as it may have. */
  create(request: Pick<WebhookEndpoint, "site" | "url" | "events">): Promise<EndpointSecret>;
  /** All endpoints, oldest first. */
  list(): Promise<readonly ListedEndpoint[]>;
  /** @returns the endpoint; `undefined` where there is none. */
  remove(id: string): Promise<ListedEndpoint | undefined>;
  /**
   * Makes a new secret. The one before keeps signing beside it until the next rotation, so that the
   * receiver can change over at leisure.
   */
  rotate(id: string): Promise<EndpointSecret | undefined>;
  /** What was given up, oldest first. */
  failed(): Promise<readonly FailedDelivery[]>;
  /**
   * Makes webhooks that were given up due again; a receiver that said it was gone is tried again, too.
   *
   * @param which Ids of {@link WebhookDesk.failed}; `"all"`: every one of them.
   * @returns how many.
   */
  replay(which: readonly string[] | "all"): Promise<number>;
}

/** Opens the desk. */
export function createWebhookDesk(
  store: Pick<VisitorStore, "put" | "records" | "remove">,
  now: () => number = Date.now,
): WebhookDesk {
  async function all(): Promise<readonly WebhookEndpoint[]> {
    return (await readCollection(store, ENDPOINTS)).map(fromEndpointRecord);
  }

  async function find(id: string): Promise<WebhookEndpoint | undefined> {
    return (await all()).find((endpoint) => endpoint.id === id);
  }

  return {
    async create(request) {
      const known = (await all()).filter(({ site }) => site === request.site);
      if (known.length >= MAX_ENDPOINTS) {
        throw new RangeError(
          `the site ${request.site} has ${MAX_ENDPOINTS} webhooks, the most it may have`,
        );
      }
      const secret = makeWebhookSecret();
      const endpoint = { ...request, id: `wh_${randomBase62(12)}`, createdAt: now() };
      await store.put(toEndpointRecord({ ...endpoint, secrets: [secret] }));
      return { endpoint, secret };
    },
    async list() {
      return (await all()).map(withoutSecrets);
    },
    async remove(id) {
      const endpoint = await find(id);
      if (endpoint === undefined) return undefined;
      await store.remove(toEndpointRecord(endpoint));
      return withoutSecrets(endpoint);
    },
    async rotate(id) {
      const endpoint = await find(id);
      if (endpoint === undefined) return undefined;
      const secret = makeWebhookSecret();
      const secrets = [secret, ...endpoint.secrets.slice(0, 1)];
      await store.put(toEndpointRecord({ ...endpoint, secrets }));
      return { endpoint: withoutSecrets(endpoint), secret };
    },
    async failed() {
      const [records, endpoints] = await Promise.all([
        readCollection(store, FAILED_DELIVERIES),
        all(),
      ]);
      const urls = new Map(endpoints.map(({ id, url }) => [id, url]));
      return records.map((record) => {
        const { endpointId, outcome = "" } = fromDeliveryRecord(record);
        const { id, site, at } = record;
        return { id, site, at, endpointId, outcome, url: urls.get(endpointId) };
      });
    },
    async replay(which) {
      const records = await readCollection(store, FAILED_DELIVERIES);
      const chosen = which === "all" ? records : records.filter(({ id }) => which.includes(id));
      const wanted = new Set(chosen.map((record) => fromDeliveryRecord(record).endpointId));
      for (const { goneAt, ...endpoint } of await all()) {
        const isBack = goneAt !== undefined && wanted.has(endpoint.id);
        if (isBack) await store.put(toEndpointRecord(endpoint));
      }
      for (const record of chosen) {
        await store.put(toReplay(record, now()));
        await store.remove(record);
      }
      return chosen.length;
    },
  };
}

/** The URL of a webhook, or what is wrong with it. */
export type WebhookUrl = { readonly url: string } | { readonly problem: string };

/**
 * Reads where webhooks are to go. What a name resolves to is judged whenever one is sent.
 *
 * @param allowed Addresses and CIDR blocks that need not be public, nor encrypted.
 */
export function parseWebhookUrl(text: string, allowed: AllowedAddresses): WebhookUrl {
  const url = URL.parse(text.trim());
  if (url === null || (url.protocol !== "https:" && url.protocol !== "http:")) {
    return { problem: "expected an address such as https://crm.example/facet" };
  }
  if (url.username !== "" || url.password !== "") {
    return { problem: "it has a user name or password in it; the signature says who sends" };
  }
  const host = url.hostname.replace(/^\[(.*)\]$/u, "$1");
  const isAddress = host.includes(":") || /^[\d.]+$/u.test(host);
  const isPlain = url.protocol === "http:";
  if (isPlain && allowed.length === 0) {
    return {
      problem: "it is not encrypted: use https, or name its address in FACET_WEBHOOK_ALLOW",
    };
  }
  if (isAddress && !(isPlain ? isAllowed(host, allowed) : mayReach(host, allowed))) {
    return {
      problem: `webhooks do not go to ${host}; name it in FACET_WEBHOOK_ALLOW where they are to`,
    };
  }
  url.hash = "";
  return { url: url.href };
}

function withoutSecrets(endpoint: WebhookEndpoint): ListedEndpoint {
  const { secrets: _, ...listed } = endpoint;
  return listed;
}
