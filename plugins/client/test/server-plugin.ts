import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startExample, startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";

/** What the app of a plugin under test answers at `/` as JSON. */
export interface Seen {
  /** Headers that the app saw, those of Facet and the cookie. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly headline: unknown;
  readonly code: string | undefined;
  readonly state: string;
}

const BROWSER = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36" };

/**
 * What every plugin for a server must do, tried on a real service.
 *
 * @param app Path of an app that uses the plugin and is configured by `FACET_API`,
 * `FACET_TIMEOUT_MS`, `PORT` and `FACET_SCRIPTS`: `/` answers {@link Seen}; `/account` any page;
 * `/echo` answers the JSON that is posted to it; `/stream` writes `first`, and `last` once `/finish` was asked for; `/moved` redirects; `/fails`
 * throws; the rest is 404.
 */
export function describeServerPlugin(name: string, path: string): void {
  describe(name, () => {
    let facet: RunningServer;
    let app: RunningServer;
    let scripts: string;

    beforeAll(async () => {
      scripts = await mkdtemp(join(tmpdir(), "facet-scripts-"));
      await writeFile(join(scripts, "facet.js"), "export const facet = 1;\n");
      facet = await startFacet();
      app = await startExample({
        dir: dirname(path),
        command: ["node", "--conditions=@facet/source", path],
        api: facet.origin,
        env: { FACET_SCRIPTS: scripts, NODE_ENV: "test" },
        readyPath: "/account",
      });
    });
    afterAll(async () => {
      await app.close();
      await facet.close();
      await rm(scripts, { recursive: true });
    });

    const ask = (path: string, init: RequestInit = {}) =>
      fetch(app.origin + path, {
        redirect: "manual",
        ...init,
        headers: { ...BROWSER, ...init.headers },
      });
    const home = async (init?: RequestInit) =>
      (await (await ask("/?utm_campaign=night", init)).json()) as Seen;
    const post = (path: string, body: string, headers: Record<string, string> = {}) =>
      ask(path, { method: "POST", body, headers: { origin: app.origin, ...headers } });

    it("decides before the page is made, and says by which code it may be kept", async () => {
      const seen = await home();
      expect(seen.headline).toBe("Paddle under the northern lights");
      expect(seen.code).toMatch(/^[0-9a-z]{5}-[0-9a-z]+$/);
      expect(seen.headers).toMatchObject({ "facet-key": seen.code, "facet-page": "home" });
      expect(seen.state).toContain(`"key":"${seen.code}"`);
    });

    it("lets the app see no header of Facet's that the visitor sent", async () => {
      const forged = { "Facet-Key": "zzzzz-1", "FACET-SCOPE": "static", "facet-decision": "x" };
      const { headers } = await home({ headers: forged });
      expect(headers["facet-key"]).not.toContain("zzzzz-1");
      expect(headers).not.toHaveProperty("facet-scope");
      expect(headers).not.toHaveProperty("facet-decision");
    });

    it("makes one visitor, whom the app sees at once and the browser keeps", async () => {
      const response = await ask("/");
      const [cookie] = response.headers.getSetCookie();
      const { headers } = (await response.json()) as Seen;
      expect(headers["cookie"]).toBe(cookie?.split(";")[0]);
    });

    it("keeps pages from caches that could give them to others", async () => {
      const page = await ask("/");
      expect(page.headers.get("cache-control")).toBe("private, max-age=0, must-revalidate");
      expect(page.headers.get("cdn-cache-control")).toBe("no-store");
      expect(page.headers.get("vary")).toMatch(/facet-key/);
      const own = await ask("/account");
      expect(own.headers.get("cache-control")).toBe("private, no-store");
    });

    it.each([
      ["a redirect", "/moved", 302],
      ["an error", "/fails", 500],
      ["a page that is not there", "/nowhere", 404],
    ])("decides for %s too, and lets no cache keep it", async (_, path, status) => {
      const response = await ask(path);
      expect(response.status).toBe(status);
      expect(response.headers.get("cache-control")).toMatch(/^private/);
      expect(response.headers.get("cdn-cache-control") ?? "no-store").toBe("no-store");
    });

    it("hands a page on piece by piece", async () => {
      const { body } = await ask("/stream");
      const pieces = body!.pipeThrough(new TextDecoderStream()).getReader();
      expect((await pieces.read()).value).toBe("first");
      await ask("/finish");
      expect((await pieces.read()).value).toBe("last");
    });

    it("leaves the body of a post to the app", async () => {
      const echoed = await post("/echo", '{"a":1}', { "content-type": "application/json" });
      expect(await echoed.json()).toEqual({ a: 1 });
    });

    it("takes events and tells the page its state", async () => {
      const taken = await post("/~facet/track", JSON.stringify({ event: "Seat Booked" }));
      expect(taken.status).toBe(204);
      const state = await ask("/~facet/state?url=/");
      expect(await state.json()).toHaveProperty("decisionId");
      expect(state.headers.get("cache-control")).toBe("private, no-store");
    });

    it("refuses events of other sites, too long ones, and what it does not know", async () => {
      const event = JSON.stringify({ event: "Seat Booked" });
      const foreign = { origin: "https://evil.example" };
      expect((await post("/~facet/track", event, foreign)).status).toBe(403);
      expect((await post("/~facet/track", "x".repeat(100_000))).status).toBe(413);
      expect((await post("/~facet/track", "{")).status).toBe(400);
      expect((await ask("/~facet/nothing")).status).toBe(404);
    });

    it("serves the page runtime, and no other file", async () => {
      const script = await ask("/~facet/facet.js");
      expect(script.headers.get("content-type")).toMatch(/^text\/javascript/);
      expect(await script.text()).toContain("export const facet");
      expect((await ask("/~facet/..%2f..%2fetc%2fpasswd")).status).toBeGreaterThanOrEqual(400);
      expect((await ask("/~facet/other.js")).status).toBe(404);
    });
  });
}
