import type { LookupAddress } from "node:dns";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createSendWebhook, type Lookup } from "../../src/entries/node/send-webhook.ts";
import { parseRetryAfter, WebhookRefused } from "../../src/webhooks/send.ts";

let server: Server;
let port: number;
let seen: string[];
let answer: { status: number; headers?: Record<string, string> };

beforeEach(async () => {
  seen = [];
  answer = { status: 204 };
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += chunk));
    request.on("end", () => {
      seen.push(`${request.method} ${request.url} ${body}`);
      response.writeHead(answer.status, answer.headers);
      response.end("x".repeat(10));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  port = (server.address() as AddressInfo).port;
});
afterEach(() => new Promise((done) => server.close(done)));

/** A resolver that answers a list of addresses for every name. */
function resolver(...rounds: readonly string[][]): Lookup {
  let round = 0;
  const lookup = (
    _name: string,
    _options: unknown,
    done: (error: null, found: LookupAddress[]) => void,
  ) => {
    const addresses = rounds[Math.min(round++, rounds.length - 1)] ?? [];
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
  return lookup as unknown as Lookup;
}

const post = (
  url: string,
  options: Parameters<typeof createSendWebhook>[0] = {},
  timeoutMs = 2_000,
) => createSendWebhook(options)({ url, headers: { "x-a": "1" }, body: "{}", timeoutMs });

describe("sending a webhook", () => {
  it("posts the body and tells the status", async () => {
    expect(await post(`http://127.0.0.1:${port}/hook`, { allowed: ["127.0.0.1"] })).toEqual({
      status: 204,
    });
    expect(seen).toEqual(["POST /hook {}"]);
  });

  it("tells how long the receiver asks to wait", async () => {
    answer = { status: 429, headers: { "Retry-After": "30" } };
    expect(await post(`http://127.0.0.1:${port}/`, { allowed: ["127.0.0.0/8"] })).toEqual({
      status: 429,
      retryAfterMs: 30_000,
    });
  });

  it("reaches public addresses by https alone", async () => {
    await expect(post("http://93.184.216.34/", { allowed: ["127.0.0.1"] })).rejects.toThrow(
      WebhookRefused,
    );
    const lookup = resolver(["93.184.216.34"]);
    await expect(post("http://public.example/", { lookup })).rejects.toThrow("by https");
  });

  it("does not follow a redirect", async () => {
    answer = { status: 302, headers: { Location: `http://127.0.0.1:${port}/inside` } };
    expect((await post(`http://127.0.0.1:${port}/`, { allowed: ["127.0.0.1"] })).status).toBe(302);
    expect(seen).toHaveLength(1);
  });

  it.each([
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0177.0.0.1",
    "0",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:0:0:1]",
    "[64:ff9b::7f00:1]",
    "localhost",
    "127.0.0.1.",
    "%31%32%37.0.0.1",
    "①②⑦.0.0.1",
    "127。0。0。1",
  ])("connects nowhere private, spelt %s", async (host) => {
    await expect(post(`http://${host}:${port}/`)).rejects.toThrow();
    expect(seen).toEqual([]);
  });

  it("judges what a name resolves to", async () => {
    const inside = post(`http://rebind.example:${port}/`, { lookup: resolver(["127.0.0.1"]) });
    await expect(inside).rejects.toThrow(WebhookRefused);
    await expect(inside).rejects.toThrow("FACET_WEBHOOK_ALLOW");
    expect(seen).toEqual([]);
  });

  it("gains nothing by a name that changes its address", async () => {
    const lookup = resolver(["127.0.0.2"], ["127.0.0.1"]);
    const options = { lookup, allowed: ["127.0.0.2"] };
    // The address that was judged is the one that is connected to: nothing listens there.
    await expect(post(`http://rebind.example:${port}/`, options)).rejects.toThrow("ECONNREFUSED");
    await expect(post(`http://rebind.example:${port}/`, options)).rejects.toThrow(WebhookRefused);
    expect(seen).toEqual([]);
  });

  it("leaves out the private ones of several addresses", async () => {
    const lookup = resolver(["10.0.0.1", "127.0.0.1"]);
    expect(
      (await post(`http://two.example:${port}/`, { lookup, allowed: ["127.0.0.1"] })).status,
    ).toBe(204);
  });

  it.each(["ftp://example.com/", "file:///etc/passwd", "gopher://127.0.0.1/"])(
    "refuses %s",
    async (url) => {
      await expect(post(url)).rejects.toThrow(WebhookRefused);
    },
  );

  it("gives up on a receiver that does not answer", async () => {
    server.removeAllListeners("request");
    await expect(
      post(`http://127.0.0.1:${port}/`, { allowed: ["127.0.0.1"] }, 200),
    ).rejects.toThrow("no answer in 0.2 s");
    server.closeAllConnections();
  });
});

describe("Retry-After", () => {
  it.each([
    ["120", 120_000],
    ["Sat, 05 Dec 2026 12:01:00 GMT", 60_000],
    ["Sat, 05 Dec 2026 11:00:00 GMT", 0],
    ["soon", undefined],
    ["-1", undefined],
    [undefined, undefined],
  ])("reads %j", (header, expected) => {
    expect(parseRetryAfter(header, Date.UTC(2026, 11, 5, 12))).toBe(expected);
  });
});
