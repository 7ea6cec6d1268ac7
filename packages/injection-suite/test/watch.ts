import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import type { OfferDecision } from "@facet/client";
import { RECORDER } from "../src/index.ts";

const LOAD_TIMEOUT_MS = 60_000;
// Handlers of what failed to load, animations and frames run after the page has loaded.
const SETTLE_MS = 400;

declare global {
  // oxlint-disable-next-line no-var -- only `var` declares a member of globalThis
  var facetRan: number[];
  // oxlint-disable-next-line no-var -- only `var` declares a member of globalThis
  var facetViolations: string[];
}

/** What became of a page. */
export interface Watched {
  /** Numbers of the payloads that ran, each once. */
  readonly ran: readonly number[];
  /** Directive and address of what the page's policy refused. */
  readonly violations: readonly string[];
  /** What of the page could run though nothing made it: handlers, frames, odd links. */
  readonly suspicious: readonly string[];
  readonly slots: number;
}

/** Opens pages of payloads, touches all that can be touched, and tells what ran. */
export async function watchPage(
  browser: Browser,
  url: string,
  options: { readonly offers?: readonly OfferDecision[] } = {},
): Promise<Watched> {
  const page = await browser.newPage();
  try {
    await page.addInitScript(record, RECORDER);
    page.on("dialog", (dialog) => void dialog.dismiss());
    await page.goto(url, { waitUntil: "load", timeout: LOAD_TIMEOUT_MS });
    await page.waitForFunction(isFilled, undefined, { timeout: LOAD_TIMEOUT_MS });
    if (options.offers !== undefined) await openOffers(page, options.offers);
    await page.waitForTimeout(SETTLE_MS);
    await page.evaluate(touchEverything);
    await page.waitForTimeout(SETTLE_MS);
    return await page.evaluate(look);
  } finally {
    await page.close();
  }
}

function record(recorder: string): void {
  if (globalThis.top !== globalThis.window) return;
  globalThis.facetRan = [];
  globalThis.facetViolations = [];
  Object.assign(globalThis, {
    [recorder]: (id: number | string[]) => void globalThis.facetRan.push(Number(String(id))),
  });
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    globalThis.facetViolations.push(`${effectiveDirective} ${blockedURI}`);
  });
  document.addEventListener("facet:filled", () => {
    document.documentElement.dataset["filled"] = "";
  });
}

/** Pages that the browser fills say when they are. */
function isFilled(): boolean {
  const isFilledHere = document.querySelector('script[src$="snippet.js"]') !== null;
  return !isFilledHere || document.documentElement.dataset["filled"] !== undefined;
}

let opener: Promise<string> | undefined;

async function openOffers(page: Page, offers: readonly OfferDecision[]): Promise<void> {
  opener ??= bundleOpener();
  await page.evaluate(await opener);
  await page.evaluate(`${JSON.stringify(offers)}.forEach(globalThis.facetOpen)`);
}

/** The code of `@facet/browser` that shows an offer, without the wait for its trigger. */
async function bundleOpener(): Promise<string> {
  const result = await build({
    stdin: {
      contents: `import { loadDraw } from "../../../plugins/browser/src/offers/draw.ts";
        globalThis.facetOpen = async (offer) => {
          const state = { offers: [offer], decisionId: "d", endpoint: "/~facet", slots: {}, offerLimits: {}, page: "all" };
          (await loadDraw(state))(offer, { onEnd() {}, onConvert() {} });
        };`,
      resolveDir: fileURLToPath(new URL(".", import.meta.url)),
      loader: "ts",
    },
    bundle: true,
    format: "iife",
    conditions: ["@facet/source"],
    write: false,
  });
  return result.outputFiles[0]?.text ?? "";
}

function touchEverything(): void {
  // A link may lead away, and then nothing could be looked at; what it runs, it may run.
  addEventListener(
    "click",
    (event) => {
      const link = event
        .composedPath()
        .find((each) => each instanceof Element && each.matches("a"));
      const href = (link as HTMLAnchorElement | undefined)?.href;
      if (!String(href).startsWith("javascript:")) event.preventDefault();
    },
    { capture: true },
  );
  addEventListener("submit", (event) => event.preventDefault(), { capture: true });
  const touch = (root: ParentNode): void => {
    for (const element of root.querySelectorAll<HTMLElement>("*")) {
      if (element.shadowRoot !== null) touch(element.shadowRoot);
      if (element.matches("[autofocus], [onfocus]")) element.focus?.();
      if (element.matches("a, [onclick]")) element.click?.();
    }
  };
  touch(document);
}

function look(): Watched {
  const suspicious: string[] = [];
  const lookAt = (root: ParentNode): void => {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot !== null) lookAt(element.shadowRoot);
      const handler = [...element.attributes].find(({ name }) => /^on|^srcdoc$|^style$/.test(name));
      if (handler !== undefined) suspicious.push(`${element.localName} with ${handler.name}`);
      if (element.matches("iframe, object, embed, base, meta[http-equiv], svg, math, style")) {
        suspicious.push(element.localName);
      }
      if (element instanceof HTMLAnchorElement && element.hasAttribute("href")) {
        const { protocol } = element;
        if (!/^(?:https?:|mailto:|tel:|sms:|:)$/.test(protocol))
          suspicious.push(`link ${protocol}`);
      }
      if (element instanceof HTMLScriptElement && element.text.trim() !== "") {
        if (element.type !== "application/json") suspicious.push("script with code");
      }
    }
  };
  lookAt(document);
  return {
    ran: [...new Set(globalThis.facetRan)],
    violations: globalThis.facetViolations,
    suspicious: [...new Set(suspicious)],
    slots: document.querySelectorAll("[data-facet]").length,
  };
}
