import type { Page } from "playwright-core";
import { expect, vi } from "vitest";
import type { OfferDecision } from "@facet/client";
import { createTestSite } from "./site.ts";
import { createStage } from "./stage.ts";

/** Where pages of this runtime are tried. */
export const stage = createStage({ createSite: createTestSite });

/** Opens the page of the site; what its console complains of fails the test. */
export async function open(
  options: { javaScriptEnabled?: boolean; touch?: boolean } = {},
): Promise<Page> {
  const { javaScriptEnabled = true, touch = false } = options;
  const context = await stage.browser.newContext({
    javaScriptEnabled,
    viewport: { width: touch ? 390 : 1000, height: 700 },
    hasTouch: touch,
    isMobile: touch,
  });
  const page = await context.newPage();
  stage.watch(page);
  // The browser itself logs every answer of 422 and 503, which some tests give on purpose.
  stage.forgive(/status of (?:422|503)/);
  await page.goto(stage.site.url);
  return page;
}

/** Names of the events that the page reported. */
export const eventNames = () => stage.site.events.map((event) => event.event);
/** Waits until the page has reported so many events. */
export const sent = (count: number) =>
  vi.waitFor(() => expect(stage.site.events.length).toBeGreaterThanOrEqual(count), {
    timeout: 4_000,
  });
/** Waits. */
export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A slot that a rule decided. */
export const SLOT = {
  type: "text",
  content: "x",
  rule: "by-intent",
  variant: "cheap",
  reason: "TARGETING_MATCH",
} as const;

/** An offer that opens when it is asked for. */
export function offer(parts: Partial<OfferDecision> = {}): OfferDecision {
  return {
    id: "discount",
    type: "modal",
    trigger: { manual: true },
    content: { title: "Ten percent off", body: "For you.\n\nToday.", cta: { label: "Take it" } },
    ...parts,
  };
}

/** A form with one field. */
export const FORM = {
  event: "Lead Submitted",
  submit: "Send it",
  thanks: "We will call.",
  fields: [{ name: "phone", type: "tel", label: "Phone", required: true }],
};

/** What an offer shows. */
export const panel = (page: Page) => page.locator("facet-offer .panel");
