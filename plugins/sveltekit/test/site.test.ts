import { execFile } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  buildWorkspaces,
  ENTRANCES,
  RULES_FOLDER,
  startExample,
  startFacet,
} from "@facet/leak-suite";
import type { Entrance, RunningServer } from "@facet/leak-suite";
import { describeParts } from "./parts.suite.ts";

const DIR = fileURLToPath(new URL("fixture/", import.meta.url));
const VITE = fileURLToPath(new URL("../../bin/vite.js", import.meta.resolve("vite")));
const FACET_CODE_SECRET = "a secret of this test";
const PERSON = {
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36",
  // As a proxy says it that speaks plain http.
  "x-forwarded-proto": "http",
};
const [POPULAR, RARE] = ENTRANCES as readonly [Entrance, Entrance];

let rules: string;
let cookie: string;
let facet: RunningServer;
let site: RunningServer;

/** The suite's rules with the shared page at `/promo`. */
async function writeRules(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "facet-rules-"));
  await cp(RULES_FOLDER, folder, { recursive: true });
  const file = join(folder, "site.yaml");
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replace("path: /\n", "path: /promo\n"));
  return folder;
}

/** Lets somebody come; answers the cookie. */
async function visit({ query }: Entrance): Promise<string> {
  const response = await fetch(`${facet.origin}/v1/decide`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      url: `https://kayak.example/promo?${new URLSearchParams(query)}`,
      userAgent: PERSON["user-agent"],
    }),
  });
  const { cookies } = (await response.json()) as { cookies: readonly string[] };
  return cookies[0]!.split(";")[0]!;
}

/** The service, half a second later than it is by itself. */
async function startSlow(target: string): Promise<{ origin: string; close: () => void }> {
  const server = createServer(async (request, response) => {
    await setTimeout(500);
    const answer = await fetch(new URL(request.url ?? "/", target));
    response.writeHead(answer.status, { "content-type": "application/json" });
    response.end(await answer.text());
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

function startSite(api: string): Promise<RunningServer> {
  const env = { PROTOCOL_HEADER: "x-forwarded-proto" };
  return startExample({ dir: DIR, command: [process.execPath, "build"], api, env });
}

async function get(path: string) {
  const response = await fetch(site.origin + path, { headers: { ...PERSON, cookie } });
  const html = await response.text();
  return { response, html, render: /data-render="([^"]+)"/.exec(html)?.[1] };
}

/** Without the comments by which Svelte finds its way. */
const plain = (html: string) => html.replaceAll(/<!--.*?-->/g, "");

const pathOf = ({ query }: Entrance) => `/promo?${new URLSearchParams(query)}`;

beforeAll(async () => {
  rules = await writeRules();
  // The service and the site have the same.
  vi.stubEnv("FACET_CODE_SECRET", FACET_CODE_SECRET);
  [facet] = await Promise.all([startFacet({ rules }), buildWorkspaces()]);
  cookie = await visit(POPULAR);
  const slow = await startSlow(facet.origin);
  // Nobody waits for a page that is built: the time budget of a page view does not hold for it.
  const told = { FACET_API: slow.origin, FACET_TIMEOUT_MS: "60" };
  await promisify(execFile)(process.execPath, [VITE, "build"], {
    cwd: DIR,
    env: { ...process.env, NODE_ENV: "production", ...told },
  });
  slow.close();
  site = await startSite(facet.origin);
}, 180_000);
afterAll(async () => {
  await site?.close();
  await facet?.close();
  vi.unstubAllEnvs();
  await rm(rules, { recursive: true, force: true });
});

describeParts(startSite);

describe("a page that is prerendered for each code", () => {
  it("is a file for the codes that visitors have had", async () => {
    const files = await readdir(join(DIR, "build/prerendered"));
    expect(files.filter((name) => name.startsWith("~f."))).toHaveLength(1);
    const [first, second] = [await get(pathOf(POPULAR)), await get(pathOf(POPULAR))];
    expect(plain(first.html)).toContain(
      `<h1 data-facet="hero.headline" class="big">${POPULAR.headline}</h1>`,
    );
    expect(second.render).toBe(first.render);
    expect(first.response.headers.getSetCookie()).toEqual([]);
  });

  it("is rendered when it is asked for where it is no file", async () => {
    const [first, second] = [await get(pathOf(RARE)), await get(pathOf(RARE))];
    expect(first.html).toContain(RARE.headline);
    expect(second.render).not.toBe(first.render);
  });

  it("is not found under a code that nobody signed", async () => {
    const signed = (await readdir(join(DIR, "build/prerendered"))).find((name) =>
      name.startsWith("~f."),
    )!;
    const unsigned = signed.split(".").slice(0, 2).join(".");
    for (const name of [unsigned, `${unsigned}.AAAAAAAA`, "~f.zzzzz-0", "~f.__proto__"]) {
      expect((await get(`/${name}/promo`)).response.status).toBe(404);
    }
  });

  it("shows its own content where the service does not answer", async () => {
    const own = await startSite("http://127.0.0.1:9");
    try {
      const response = await fetch(own.origin + pathOf(RARE), { headers: PERSON });
      const html = plain(await response.text());
      expect(response.status).toBe(200);
      expect(html).toContain('<h1 data-facet="hero.headline" class="big">Own headline</h1>');
      expect(html).toContain('<a data-facet="hero.cta" href="/promo">Own link</a>');
    } finally {
      await own.close();
    }
  });
});
