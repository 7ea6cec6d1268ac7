import type { Browser, Page, Route } from "playwright-core";
import { UsageError } from "../usage-error.ts";
import { WIDTHS, type Measurement } from "./heights.ts";
import { prepare, readHeights } from "./in-page.ts";
import { nameOf, type Round } from "./rounds.ts";

const VIEW_HEIGHT = 900;
const QUESTION = /\/(?:~facet|v1)\/decide(?:\?|$)/;

/**
 * Opens a page once for each round, with the round's content in place of the service's answer, and
 * measures its slots at each width. What the page reports meanwhile is sent to nobody.
 *
 * @param onRound Called after each round, with how many are done.
 * @throws UsageError where the page cannot be opened, or asks for no decision.
 */
export async function measurePage(
  browser: Browser,
  options: {
    readonly url: string;
    readonly page: string;
    readonly rounds: readonly Round[];
    /** How long a page may take, milliseconds. */
    readonly timeoutMs: number;
    readonly onRound: (done: number) => void;
    readonly stop: AbortSignal;
  },
): Promise<readonly Measurement[]> {
  const { rounds, onRound, stop } = options;
  const measurements: Measurement[] = [];
  for (const [index, round] of rounds.entries()) {
    if (stop.aborted) break;
    measurements.push(...(await measureRound(browser, { ...options, round })));
    onRound(index + 1);
  }
  return measurements;
}

interface RoundOptions {
  readonly url: string;
  readonly page: string;
  readonly round: Round;
  readonly timeoutMs: number;
}

async function measureRound(browser: Browser, options: RoundOptions) {
  const { url, round, timeoutMs } = options;
  const [narrowest] = WIDTHS;
  const viewport = { width: narrowest, height: VIEW_HEIGHT };
  // A context of its own: no cookie and no cached answer of another round.
  const context = await browser.newContext({ viewport, bypassCSP: true });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(timeoutMs);
    await page.addInitScript(prepare);
    const asked = await answerWith(page, options);
    await page.goto(url, { waitUntil: "domcontentloaded" }).catch((cause: unknown) => {
      throw new UsageError(`${url} cannot be opened: ${firstLine(cause)}`, "is the site running?");
    });
    await page
      .locator("html[data-facet-measured]")
      .waitFor({ state: "attached" })
      .catch(() => {
        throw asked() ? notFilled(url) : asksNothing(url);
      });
    const measurements: Measurement[] = [];
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: VIEW_HEIGHT });
      const seen = await page.evaluate(readHeights);
      for (const { slot, height, isInline } of seen) {
        const shown = round[slot];
        if (shown === undefined) continue;
        measurements.push({ slot, width, height, isInline, content: nameOf(shown) });
      }
    }
    return measurements;
  } finally {
    await context.close();
  }
}

/** Answers the page's question with the round, and takes its reports; tells whether it asked. */
async function answerWith(page: Page, { round, page: id }: RoundOptions): Promise<() => boolean> {
  let isAsked = false;
  const decision = {
    decisionId: "00000000-0000-7000-8000-000000000000",
    rules: "",
    page: id,
    slots: round,
    offers: [],
    offerLimits: {},
    visitor: {},
    warnings: [],
    degraded: [],
  };
  await page.route("**/*", async (route: Route) => {
    const request = route.request();
    const origin = new URL(page.url() === "about:blank" ? request.url() : page.url()).origin;
    const headers = {
      "access-control-allow-origin": origin,
      "access-control-allow-credentials": "true",
      "access-control-allow-headers": "content-type,authorization",
    };
    if (QUESTION.test(new URL(request.url()).pathname)) {
      isAsked = true;
      // The slots are marked when the page is parsed: it must not be filled before.
      await page.waitForLoadState("domcontentloaded");
      await route.fulfill({ json: decision, headers });
    } else if (request.method() === "GET") await route.continue();
    else await route.fulfill({ status: 204, headers });
  });
  return () => isAsked;
}

function asksNothing(url: string): UsageError {
  return new UsageError(
    `${url} asked for no decision`,
    "a page whose content is in its HTML moves nothing and needs no reserve; one that is filled in the browser needs the scripts of @facet/browser",
  );
}

function notFilled(url: string): UsageError {
  return new UsageError(
    `${url} asked for a decision, and was not filled`,
    "see the browser's console; give it more time with --timeout <seconds>",
  );
}

function firstLine(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split("\n", 1)[0] ?? "";
}
