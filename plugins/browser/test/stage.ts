import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { describeInChromium, launchChromium } from "./chromium.ts";

/** What the pages of a stage are served from. */
interface StageSite {
  reset(): void;
  close(): Promise<void>;
}

/** A Chromium and a site, both running while a suite of the stage does. */
export interface Stage<Site extends StageSite> {
  readonly browser: Browser;
  readonly site: Site;
  /** A suite on this stage. Each of its tests begins with no pages and a site that was reset. */
  describe(name: string, suite: () => void): void;
  /** Errors and warnings in the page's console, and uncaught errors, fail the test from now on. */
  watch(page: Page): void;
  /** Complaints that the test running now is meant to cause. */
  forgive(expected: RegExp): void;
}

/** How to make a {@link Stage}. */
interface StageOptions<Site> {
  readonly createSite: () => Promise<Site>;
  /** Pages that are left are kept for the way back. */
  readonly keepsPages?: boolean;
}

/** Makes a stage; nothing of it runs before its first suite does. */
export function createStage<Site extends StageSite>(options: StageOptions<Site>): Stage<Site> {
  const { createSite, keepsPages = false } = options;
  let running: { readonly browser: Browser; readonly site: Site } | undefined;
  let complaints: string[] = [];
  let forgiven: RegExp[] = [];

  const current = () => {
    if (running === undefined) throw new Error("a stage runs inside its suites only");
    return running;
  };
  return {
    get browser() {
      return current().browser;
    },
    get site() {
      return current().site;
    },
    describe: (name, suite) =>
      describeInChromium(name, () => {
        beforeAll(async () => {
          const [browser, site] = await Promise.all([launchChromium({ keepsPages }), createSite()]);
          running = { browser, site };
        });
        afterEach(async () => {
          const { browser, site } = current();
          await Promise.all(browser.contexts().map((context) => context.close()));
          const found = complaints.filter(
            (text) => !forgiven.some((expected) => expected.test(text)),
          );
          complaints = [];
          forgiven = [];
          site.reset();
          expect(found).toEqual([]);
        });
        afterAll(async () => {
          await running?.browser.close();
          await running?.site.close();
          running = undefined;
        });
        suite();
      }),
    watch(page) {
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
    },
    forgive: (expected) => void forgiven.push(expected),
  };
}
