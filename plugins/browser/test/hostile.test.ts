import { existsSync, readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import type { SlotDecision } from "@facet/client";
import { createStaticSite } from "./static-site.ts";
import { createStage } from "./stage.ts";

const SHARED = new URL("../../../../shared/conformance/naughty-strings.json", import.meta.url);

const CALL = "globalThis.executed.push(location.hash)";
const TAGS = ["script", "iframe", "object", "embed", "form", "svg", "math", "base", "link", "meta"];
const SCHEMES = [
  "javascript:",
  "JaVaScRiPt:",
  " java\tscript:",
  "java\nscript:",
  "\u0001javascript:",
];

/** Strings that run `CALL` where something lets them. */
const STRINGS = [
  ...TAGS.flatMap((tag) => [
    `<${tag}>${CALL}</${tag}>`,
    `<${tag} src="javascript:${CALL}" href="javascript:${CALL}" data="javascript:${CALL}" onload="${CALL}"></${tag}>`,
  ]),
  ...["onerror", "onload", "OnError", "onfocus", "onanimationstart"].map(
    (name) => `<img src=x ${name}="${CALL}" autofocus tabindex=1>`,
  ),
  ...SCHEMES.flatMap((scheme) => [
    `${scheme}${CALL}`,
    `<a href="${scheme}${CALL}">x</a>`,
    `<img src="${scheme}${CALL}" srcset="${scheme}${CALL} 2x">`,
  ]),
  `data:text/html,<script>${CALL}</script>`,
  `<svg><script>${CALL}</script><animate onbegin="${CALL}" attributeName=x></svg>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${CALL}">`,
  `<noscript><p title="</noscript><img src=x onerror=${CALL}>">`,
  `<template><img src=x onerror="${CALL}"></template>`,
  `<details open ontoggle="${CALL}"><summary>x</summary></details>`,
  `<video><source onerror="${CALL}"></video>`,
  `<p style="background:url(javascript:${CALL})">x</p>`,
  `"><img src=x onerror="${CALL}">`,
  `<iframe srcdoc="<script>parent.${CALL}</script>"></iframe>`,
];

const naughty: string[] = existsSync(SHARED)
  ? (JSON.parse(readFileSync(SHARED, "utf8")) as string[])
  : [];

declare global {
  // oxlint-disable-next-line no-var -- only `var` declares a member of globalThis
  var executed: string[];
}

const stage = createStage({ createSite: createStaticSite });

async function open(body: string, slots: Record<string, SlotDecision>): Promise<Page> {
  // Without a policy: nothing but the runtime stands between the content and the page.
  stage.site.pages.set("/", { body, late: "swap", isOpen: true });
  stage.site.answer = { slots };
  const page = await stage.browser.newPage();
  await page.addInitScript(() => {
    globalThis.executed = [];
    globalThis.alert = (text) => void globalThis.executed.push(String(text));
    document.addEventListener(
      "facet:filled",
      () => (document.documentElement.dataset["done"] = ""),
    );
  });
  await page.goto(stage.site.url);
  await page.locator("html[data-done]").waitFor({ timeout: 20_000 });
  // Handlers of what failed to load run later.
  await page.waitForTimeout(700);
  return page;
}

stage.describe("content that wants to run", () => {
  it("runs where it is put into the page as it is (what the test below measures against)", async () => {
    const page = await open("", {});
    await page.evaluate((strings) => {
      for (const text of strings) {
        const element = document.createElement("div");
        element.innerHTML = text;
        document.body.append(element);
      }
    }, STRINGS);
    await page.waitForTimeout(700);
    expect(await page.evaluate(() => globalThis.executed.length)).toBeGreaterThan(5);
  });

  it("does not run as a text, a link, a picture, an attribute or html", async () => {
    const strings = [...STRINGS, ...naughty];
    const slots: Record<string, SlotDecision> = {};
    const body = strings.map((content, at) => {
      const reason = "STATIC";
      slots[`t${at}`] = { type: "text", content, reason };
      slots[`h${at}`] = { type: "html", content, reason };
      slots[`c${at}`] = { type: "cta", content: { label: content, href: content }, reason };
      slots[`i${at}`] = { type: "image", content: { src: content, alt: content }, reason };
      slots[`j${at}`] = { type: "json", content: { a: content }, reason };
      return `<p data-facet="t${at}">x</p><div data-facet="h${at}">x</div><a data-facet="c${at}" href="/">x</a>
        <img data-facet="i${at}" alt=""><i data-facet="j${at}" data-facet-attr="title:a href:a src:a onclick:a style:a srcdoc:a"></i>
        <script data-facet="t${at}" data-facet-attr="src:a"></script><script data-facet="h${at}"></script>`;
    });
    const page = await open(body.join(""), slots);
    const found = await page.evaluate(() => ({
      executed: globalThis.executed,
      links: [...document.querySelectorAll("a")]
        .map(({ protocol }) => protocol)
        .filter((protocol) => !/^(?:https?|mailto|tel|sms):$|^:?$/.test(protocol)),
      handlers: [...document.body.querySelectorAll("*")].flatMap(({ attributes }) =>
        [...attributes]
          .filter(({ name }) => /^on|^style$|^srcdoc$/.test(name))
          .map(({ name }) => name),
      ),
      scripts: [...document.body.querySelectorAll("script")].filter(({ text }) => text !== "")
        .length,
      foreign: document.querySelectorAll(
        "[data-facet] :is(script,iframe,object,embed,form,svg,math,base,link,meta,style,template)",
      ).length,
      texts: document.querySelector("[data-facet=t0]")!.textContent,
    }));
    expect(found).toEqual({
      executed: [],
      links: [],
      handlers: [],
      scripts: 0,
      foreign: 0,
      texts: strings[0],
    });
  });
});
