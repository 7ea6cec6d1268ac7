import { lookup as lookupAddress } from "node:dns";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { type AllowedAddresses, isAllowed, mayReach } from "../../webhooks/public-address.ts";
import {
  parseRetryAfter,
  type SendWebhook,
  WebhookRefused,
  type WebhookReply,
  type WebhookRequest,
} from "../../webhooks/send.ts";

/** Resolves names, as `dns.lookup` does. */
export type Lookup = typeof lookupAddress;

/** Options of {@link createSendWebhook}. */
export interface SendWebhookOptions {
  /** Addresses and CIDR blocks that may be reached although they are not public. Default none. */
  readonly allowed?: AllowedAddresses | undefined;
  /** Default `dns.lookup`. */
  readonly lookup?: Lookup;
}

/**
 * Makes the sender of webhooks. The address is judged at connecting, after the name was resolved, so
 * that a name which changes its address in between gains nothing; redirects are not followed, and the
 * receiver's answer is not read. Unencrypted, only allowed addresses are reached.
 */
export function createSendWebhook(options: SendWebhookOptions = {}): SendWebhook {
  const { allowed = [], lookup = lookupAddress } = options;
  const reaches: Readonly<Record<string, (address: string) => boolean>> = {
    "https:": (address) => mayReach(address, allowed),
    "http:": (address) => isAllowed(address, allowed),
  };
  return async (webhook) => {
    const url = new URL(webhook.url);
    const isReachable = reaches[url.protocol];
    if (isReachable === undefined) {
      throw new WebhookRefused(`webhooks go to http and https, not to ${url.protocol}`);
    }
    const host = url.hostname.replace(/^\[(.*)\]$/u, "$1");
    // A literal address is never looked up.
    if (isIP(host) !== 0 && !isReachable(host)) throw refused(host);
    return send(url, webhook, guardLookup(lookup, isReachable));
  };
}

function send(
  url: URL,
  { headers, body, timeoutMs }: WebhookRequest,
  lookup: LookupFunction,
): Promise<WebhookReply> {
  const request = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: "POST",
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
        lookup,
        agent: false,
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        const retryAfterMs = parseRetryAfter(response.headers["retry-after"], Date.now());
        resolve({
          status: response.statusCode ?? 0,
          ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
        });
        response.destroy();
      },
    );
    sent.on("error", (error) => {
      const isLate = error.name === "TimeoutError" || error.name === "AbortError";
      reject(isLate ? new Error(`no answer in ${timeoutMs / 1_000} s`) : error);
    });
    sent.end(body);
  });
}

/** A look-up that hands on only addresses that may be reached. */
function guardLookup(lookup: Lookup, isReachable: (address: string) => boolean): LookupFunction {
  return (hostname, { family, hints, all }, done) => {
    const wanted = family === 4 || family === 6 ? { family } : {};
    const hinted = hints === undefined ? {} : { hints };
    lookup(hostname, { ...wanted, ...hinted, all: true }, (error, addresses) => {
      if (error !== null) {
        done(error, []);
        return;
      }
      const reachable = addresses.filter(({ address }) => isReachable(address));
      const [first] = reachable;
      if (first === undefined) done(refused(hostname), []);
      else if (all) done(null, reachable);
      else done(null, first.address, first.family);
    });
  };
}

function refused(host: string): WebhookRefused {
  return new WebhookRefused(
    `webhooks do not go to ${host}: they go to addresses of the public internet, by https; FACET_WEBHOOK_ALLOW names exceptions`,
  );
}
