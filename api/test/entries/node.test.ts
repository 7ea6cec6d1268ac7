import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createService, type ServedAddress, serveService } from "../../src/entries/node.ts";
import { createTestLog } from "../fixtures/app.ts";
import { testKey } from "../fixtures/keys.ts";

const SITE = `
version: 1
site: shop
locales: [en]
consent: { default: granted }
slots:
  hero.headline: { type: text, default: "Windows" }
pages:
  okna: { path: /okna, slots: [hero.headline] }
`;
const MAIN = fileURLToPath(new URL("../../src/entries/main.ts", import.meta.url));

const folder = mkdtempSync(join(tmpdir(), "facet-entry-"));
const rules = join(folder, "rules");
let served: ServedAddress;

beforeAll(async () => {
  mkdirSync(rules);
  writeFileSync(join(rules, "site.yaml"), SITE);
  const service = await createService({
    rules,
    db: join(folder, "a/facet.db"),
    log: createTestLog(),
  });
  expect(service.isReady()).toBe(true);
  served = await serveService(service, { host: "127.0.0.1", port: 0 });
});
afterAll(async () => {
  await served.close();
  rmSync(folder, { recursive: true });
});

async function decide(body: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${served.url}/v1/decide`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  return (await response.json()) as Record<string, unknown>;
}

/** What the server says to bytes. */
async function send(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(served.url).port), "127.0.0.1");
  socket.write(bytes);
  return text(socket);
}

describe("the service on Node", () => {
  it("decides over a socket and remembers the visitor on disk", async () => {
    const first = await decide({ url: "https://shop.example/okna", visitorId: "v1" });
    expect(first).toMatchObject({
      slots: { "hero.headline": { content: "Windows", reason: "STATIC" } },
      visitor: { visits: 1 },
      degraded: [],
    });
    const card = await fetch(`${served.url}/v1/visitors/v1`);
    expect(await card.json()).toMatchObject({ visits: 1 });
  });

  it("lints with the real compiler", async () => {
    const body = JSON.stringify({ files: { "site.yaml": "version: 1\nsite: shop\nslotz: {}\n" } });
    const response = await fetch(`${served.url}/v1/lint`, { method: "POST", body });
    const { ok, problems } = (await response.json()) as {
      ok: boolean;
      problems: { line: number; suggestion?: string }[];
    };
    expect(ok).toBe(false);
    expect(
      problems.some(({ line, suggestion }) => line === 3 && suggestion?.includes("slots")),
    ).toBe(true);
  });

  it.each([
    [
      "a Host with a space",
      "GET /healthz HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n",
      /^HTTP\/1.1 400[\s\S]*"status":400/u,
    ],
    [
      "no Host",
      "GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n",
      /^HTTP\/1.1 400[\s\S]*"status":400/u,
    ],
    [
      "letters in the URL that are not percent-encoded",
      "GET /v1/decide?url=http://a/?utm_term=окна HTTP/1.1\r\nHost: localhost\r\n\r\n",
      /^HTTP\/1.1 400 [\s\S]*application\/problem\+json[\s\S]*"status":400[\s\S]*--data-urlencode/u,
    ],
    [
      "headers without an end",
      `GET /healthz HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(20_000)}\r\n\r\n`,
      /^HTTP\/1.1 431 [\s\S]*"status":431/u,
    ],
    [
      "a foreign Host",
      "GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
      /^HTTP\/1.1 403[\s\S]*"status":403/u,
    ],
    [
      "a foreign absolute URL",
      "GET http://evil.example/healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
      /^HTTP\/1.1 403/u,
    ],
    [
      "TRACE",
      "TRACE /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
      /^HTTP\/1.1 405[\s\S]*"status":405/u,
    ],
    ["no HTTP", "hello\r\n\r\n", /^HTTP\/1.1 400[\s\S]*"status":400/u],
    [
      "a body cut short",
      "POST /v1/decide HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}",
      /^HTTP\/1.1 200/u,
    ],
  ])("answers %s", async (_, bytes, answer) => {
    expect(await send(bytes)).toMatch(answer);
  });

  it("refuses an endless chunked body with 413", async () => {
    const chunk = `10000\r\n${" ".repeat(65_536)}\r\n`;
    const head =
      "POST /v1/decide HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
    expect(await send(head + chunk.repeat(5))).toMatch(/^HTTP\/1.1 413/u);
  });

  it("says that a port is taken, and that only loopback may be listened on", async () => {
    const service = await createService({ rules, db: ":memory:", log: createTestLog() });
    const port = Number(new URL(served.url).port);
    await expect(serveService(service, { host: "127.0.0.1", port })).rejects.toThrow(
      /Port \d+ .* taken/u,
    );
    await expect(serveService(service, { host: "0.0.0.0", port: 0 })).rejects.toThrow(/no keys/u);
    await service.close();
  });

  it("starts without rules and says that it is not ready", async () => {
    const options = { rules: join(folder, "nowhere"), db: ":memory:", log: createTestLog() };
    const service = await createService(options);
    expect(service.isReady()).toBe(false);
    expect((await service.app.request("/readyz")).status).toBe(503);
    const response = await service.app.request("/v1/decide", { method: "POST", body: "{}" });
    expect(response.status).toBe(200);
    expect(response.headers.get("facet-degraded")).toBe("rules");
    await service.close();
  });
});

describe("the process", () => {
  function start(environment: Record<string, string>) {
    const child = spawn(process.execPath, ["--conditions=@facet/source", MAIN], {
      env: {
        ...process.env,
        FACET_RULES: rules,
        FACET_DB: join(folder, "b.db"),
        PORT: "0",
        ...environment,
      },
      stdio: ["ignore", "ignore", "pipe"],
    });
    return { child, said: text(child.stderr), ended: once(child, "exit") };
  }

  it("stops at SIGTERM with exit code 0", async () => {
    const { child, said, ended } = start({});
    await new Promise((resolve) => {
      child.stderr.on("data", (data: Buffer) => {
        if (data.includes("listens")) resolve(undefined);
      });
    });
    child.kill("SIGTERM");
    expect((await ended)[0]).toBe(0);
    expect(await said).toContain("a playground without keys");
  });

  it("listens on any address once a key is configured, for those who have one", async () => {
    const { key, bearer } = await testKey("secret", "shop");
    const keys = [{ site: "shop", kind: "secret", sha256: key.hash }];
    const { child, said } = start({ HOST: "0.0.0.0", FACET_KEYS: JSON.stringify(keys) });
    const url = await new Promise<string>((resolve) => {
      child.stderr.on("data", (data: Buffer) => {
        const port = /listens on http:\/\/0\.0\.0\.0:(\d+)/u.exec(String(data))?.[1];
        if (port !== undefined) resolve(`http://127.0.0.1:${port}/v1/rules`);
      });
    });
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(url, { headers: bearer })).status).toBe(200);
    child.kill("SIGTERM");
    expect(await said).not.toContain("playground");
  });

  it.each([
    [{ HOST: "0.0.0.0" }, 'HOST is "0.0.0.0"'],
    [{ HOST: "0.0.0.0" }, "facet keys create"],
    [{ FACET_KEYS: "sk_123" }, "FACET_KEYS is no list of keys"],
    [{ PORT: "80x", FACET_PLATFORM: "aws" }, "FACET_PLATFORM is"],
    [{ FACET_COOKIE_KEY: "secret" }, "openssl rand"],
    [{ FACET_GEO_DB: "/nowhere.mmdb" }, "FACET_GEO_DB"],
    [{ FACET_DB: "/dev/null/facet.db" }, "FACET_DB"],
  ])(
    "refuses %j with exit code 1 and one line that says what to do",
    async (environment, message) => {
      const { said, ended } = start(environment);
      expect((await ended)[0]).toBe(1);
      const output = await said;
      expect(output).toContain(message);
      expect(output).not.toMatch(/\n\s+at /u);
    },
  );
});
