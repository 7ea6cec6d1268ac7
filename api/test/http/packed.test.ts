import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { testApp } from "../fixtures/app.ts";

const EVENT = JSON.stringify({ event: "E", visitorId: "v1" });

type App = Awaited<ReturnType<typeof testApp>>;

function send(
  { request }: App,
  body: Uint8Array<ArrayBuffer>,
  encoding: string,
  path = "/v1/track",
) {
  return request(path, {
    method: "POST",
    body,
    headers: { "Content-Type": "application/json", "Content-Encoding": encoding },
  });
}

describe("a packed body", () => {
  it.each([
    ["gzip", gzipSync],
    ["x-gzip", gzipSync],
    ["GZIP", gzipSync],
    ["deflate", deflateSync],
    ["identity", (text: string) => Buffer.from(text)],
  ] as const)("is read where it is packed by %s", async (encoding, pack) => {
    const app = await testApp();
    const response = await send(app, new Uint8Array(pack(EVENT)), encoding);
    expect(await response.json()).toMatchObject({ stored: 1 });
  });

  it("is refused with what is read where it is packed by something else", async () => {
    const response = await send(await testApp(), new Uint8Array(brotliCompressSync(EVENT)), "br");
    expect(response.status).toBe(415);
    expect(response.headers.get("accept-encoding")).toBe("gzip, deflate");
  });

  it.each([
    ["is cut", gzipSync(EVENT.padEnd(9_000)).subarray(0, 30)],
    ["is not packed", Buffer.from(EVENT)],
    ["is empty", Buffer.alloc(0)],
    ["goes on behind its end", Buffer.concat([gzipSync(EVENT), Buffer.from("more")])],
  ])("is refused where it %s", async (_, bytes) => {
    expect((await send(await testApp(), new Uint8Array(bytes), "gzip")).status).toBe(400);
  });

  it("is measured unpacked", async () => {
    const app = await testApp();
    const padded = (bytes: number) => new Uint8Array(gzipSync(EVENT.padEnd(bytes)));
    expect((await send(app, padded(32_768), "gzip")).status).toBe(200);
    expect((await send(app, padded(32_769), "gzip")).status).toBe(413);
  });

  it("that would be gigabytes never is", async () => {
    const app = await testApp();
    // A thousand to one: 300 KB that stand for 300 MB.
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(300 * 1_024 * 1_024, 0x20)));
    expect(bomb.length).toBeLessThan(400 * 1_024);
    const before = process.memoryUsage().rss;
    const responses = await Promise.all([
      ...Array.from({ length: 5 }, () => send(app, bomb, "gzip")),
      ...Array.from({ length: 5 }, () => send(app, bomb, "gzip", "/v1/batch")),
    ]);
    expect(responses.map(({ status }) => status)).toEqual(Array.from(responses, () => 413));
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 1_024 * 1_024);
  });
});
