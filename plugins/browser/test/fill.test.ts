import type { Page } from "playwright-core";
import { expect, it, vi } from "vitest";
import type { Json, SlotDecision } from "@facet/client";
import { createStaticSite } from "./static-site.ts";
import { createStage } from "./stage.ts";

const stage = createStage({ createSite: createStaticSite });

function slot(type: SlotDecision["type"], content: Json, hidden?: true): SlotDecision {
  const origin = { rule: "by-intent", variant: "cheap", reason: "TARGETING_MATCH" } as const;
  return { type, content, ...origin, ...(hidden ? { hidden } : {}) };
}

async function open(
  body: string,
  slots: Record<string, SlotDecision>,
  before?: (page: Page) => Promise<unknown>,
): Promise<Page> {
  // However slow the machine is, what is filled here is what the test is about.
  stage.site.pages.set("/", { body, late: "swap" });
  stage.site.answer = { slots };
  const page = await stage.browser.newPage();
  stage.watch(page);
  await page.addInitScript(() => {
    document.addEventListener(
      "facet:filled",
      () => (document.documentElement.dataset["done"] = ""),
    );
  });
  await before?.(page);
  await page.goto(stage.site.url);
  await page.locator("html[data-done]").waitFor();
  return page;
}

const html = (page: Page, selector = "[data-facet]") =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => element.outerHTML);

stage.describe("a page that is filled in Chromium", () => {
  it("asks the service with the page's address, its referrer and the publishable key", async () => {
    await open(`<h1 data-facet="a">A</h1>`, { a: slot("text", "B") });
    expect(stage.site.questions).toHaveLength(1);
    expect(Object.fromEntries(stage.site.questions[0]!)).toEqual({
      url: `${stage.site.url}/`,
      referrer: "",
      key: "pk_test",
      consent: "{}",
    });
  });

  it("changes the one text there is and leaves icons and their listeners in place", async () => {
    const page = await open(
      `<h1 data-facet="a"><svg width="1" height="1"></svg> <b>Old</b></h1><p data-facet="b">Some <i>marked</i> text</p><p data-facet="c"></p>`,
      { a: slot("text", "<New> & shiny"), b: slot("text", "Plain"), c: slot("text", "Filled") },
    );
    expect(await html(page)).toBe(
      `<h1 data-facet="a"><svg width="1" height="1"></svg> <b>&lt;New&gt; &amp; shiny</b></h1>`,
    );
    expect(await html(page, "[data-facet=b]")).toBe(`<p data-facet="b">Plain</p>`);
    expect(await html(page, "[data-facet=c]")).toBe(`<p data-facet="c">Filled</p>`);
  });

  it("keeps the query of a link, and leads only where a link may lead", async () => {
    const page = await open(
      `<a data-facet="a" href="/buy?partner=7&utm_source=x"><b>Buy</b></a>
      <a data-facet="b" href="/buy?partner=7">Buy</a>
      <a data-facet="c" href="/buy?partner=7" data-facet-query="drop">Buy</a>
      <a data-facet="d" href="/buy?partner=7">Buy</a>
      <a data-facet="e" href="/buy?partner=7">Buy</a>`,
      {
        a: slot("cta", { label: "Get", href: "/sale?utm_source=y#now", title: "t" }),
        b: slot("cta", { label: "Get", href: "#lead" }),
        c: slot("cta", { label: "Get", href: "/sale" }),
        d: slot("cta", { label: "Get", href: "https://shop.example/sale" }),
        e: slot("cta", { label: "Get", href: " java\tscript:alert(1)" }),
      },
    );
    const links = await page
      .locator("a")
      .evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    expect(links).toEqual([
      "/sale?utm_source=y&partner=7#now",
      "#lead",
      "/sale",
      "https://shop.example/sale",
      "#",
    ]);
    expect(await page.locator("a").first().innerHTML()).toBe("<b>Get</b>");
  });

  it("shows the picture that was decided, whatever srcset and sources said", async () => {
    const pixel = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
    const page = await open(
      `<picture><source srcset="${pixel} 2x"><img data-facet="a" src="${pixel}" srcset="${pixel} 2x" sizes="1px" alt="Old"></picture>
      <figure data-facet="b"><img src="${pixel}" srcset="${pixel} 2x" alt="Old"><figcaption>Stays</figcaption></figure>`,
      {
        a: slot("image", { src: "/new.gif", alt: "New", width: 40, height: 30 }),
        b: slot("image", { src: "/b.gif", alt: "B" }),
      },
    );
    expect(await html(page, "picture")).toBe(
      `<picture><source><img data-facet="a" src="/new.gif" alt="New" width="40" height="30"></picture>`,
    );
    expect(await html(page, "figure")).toBe(
      `<figure data-facet="b"><img src="/b.gif" alt="B"><figcaption>Stays</figcaption></figure>`,
    );
  });

  it("fills parts and attributes by path, and shows what the content has", async () => {
    const page = await open(
      `<section data-facet="plan">
        <h2 data-facet-part="title">Basic</h2>
        <p data-facet-part="price.amount" data-facet-attr="title:price.note data-tier:tier onclick:evil style:evil">10</p>
        <a href="/p?ref=1" data-facet-part="cta">Old</a>
        <i data-facet-if="badge">Badge</i><i data-facet-unless="badge">None</i>
        <div data-facet-ignore><b data-facet-part="title">Not this</b></div>
        <div data-facet="inner"><b data-facet-part="title">Nor this</b></div>
      </section>`,
      {
        plan: slot("json", {
          title: "Pro",
          price: { amount: 25, note: "a month" },
          tier: "t2",
          evil: "alert(1)",
          cta: { label: "Take it", href: "/pro" },
          badge: "",
        }),
      },
    );
    expect(
      await page.locator("section > *").evaluateAll((all) => all.map((e) => e.outerHTML)),
    ).toEqual([
      `<h2 data-facet-part="title">Pro</h2>`,
      `<p data-facet-part="price.amount" data-facet-attr="title:price.note data-tier:tier onclick:evil style:evil" title="a month" data-tier="t2">25</p>`,
      `<a href="/pro?ref=1" data-facet-part="cta">Take it</a>`,
      `<i data-facet-if="badge" hidden="">Badge</i>`,
      `<i data-facet-unless="badge">None</i>`,
      `<div data-facet-ignore=""><b data-facet-part="title">Not this</b></div>`,
      `<div data-facet="inner"><b data-facet-part="title">Nor this</b></div>`,
    ]);
  });

  it("hides a hidden slot and shows one that the page hid", async () => {
    const page = await open(
      `<p data-facet="a">A</p><p data-facet="b" hidden>B</p><div data-facet-ignore><p data-facet="c">C</p></div><p data-facet="d">D</p>`,
      { a: slot("text", null, true), b: slot("text", "New"), c: slot("text", "New") },
    );
    expect(
      await page
        .locator("p")
        .evaluateAll((all) => all.map((e) => [e.hasAttribute("hidden"), e.textContent])),
    ).toEqual([
      [true, "A"],
      [false, "New"],
      [false, "C"],
      [false, "D"],
    ]);
  });

  it("lets listeners, typed values and the focus live through every swap", async () => {
    const watch = (page: Page) =>
      page.addInitScript(() => {
        addEventListener("DOMContentLoaded", () => {
          const seen = ((globalThis as { seen?: string[] }).seen = [] as string[]);
          for (const node of document.querySelectorAll<HTMLElement>("[data-facet], b, input")) {
            node.addEventListener("click", () => seen.push(node.id));
          }
          const input = document.querySelector("input")!;
          input.value = "typed";
          input.focus();
          input.setSelectionRange(2, 4);
        });
      });
    const page = await open(
      `<label data-facet="label" id="label">Your <b id="b">name</b> please <input id="name" name="name"></label>
      <form data-facet="form" id="form"><h3 data-facet-part="title">Ask</h3><input name="q"></form>
      <div data-facet="html" id="html"><p>Old</p><p id="same">Same</p><form id="kept"><input></form></div>`,
      {
        label: slot("text", "Tell us"),
        form: slot("form", { title: "Ask us", fields: [] }),
        html: slot("html", `<p id="same">Same</p><p>New</p>`),
      },
      watch,
    );
    const state = await page.evaluate(() => {
      const input = document.querySelector("input")!;
      const same = document.getElementById("same")!;
      (document.querySelector("b") as HTMLElement).click();
      return {
        label: document.getElementById("label")!.textContent!.trim(),
        value: input.value,
        focused: document.activeElement === input,
        selection: [input.selectionStart, input.selectionEnd],
        title: document.querySelector("h3")!.textContent,
        html: [...document.getElementById("html")!.children].map((e) => e.id || e.textContent),
        isSame: same.isConnected,
        seen: (globalThis as { seen?: string[] }).seen,
      };
    });
    expect(state).toEqual({
      label: "Tell us",
      value: "typed",
      focused: true,
      selection: [2, 4],
      title: "Ask us",
      html: ["same", "New", "kept"],
      isSame: true,
      seen: ["b", "label", "name", "label"],
    });
  });

  it("takes out of html what runs, frames, posts or dresses up, under Trusted Types", async () => {
    const page = await open(`<div data-facet="a">Old</div>`, {
      a: slot(
        "html",
        `<p class="x" onclick="alert(1)" style="color:red">Hello <a href="javascript:alert(1)">a</a> <a href="/ok">b</a></p>
        <script>alert(1)</script><iframe src="/"></iframe><object data="/"></object><svg><a href="javascript:alert(1)"></a></svg>
        <img src="data:text/html,x" onerror="alert(1)" alt="i"><form action="/x"><input></form><style>p{}</style><b data-facet="b">n</b><template><p>t</p></template>`,
      ),
    });
    expect((await page.locator("[data-facet=a]").innerHTML()).replace(/\s+/g, " ").trim()).toBe(
      `<p class="x">Hello <a>a</a> <a href="/ok">b</a></p> <img alt="i"><b>n</b>`,
    );
    // Reading such markup is enough for the browser to say that it blocked it.
    stage.forgive(/The action has been blocked\./);
  });

  it("fills slots that come later, and gives up a slot that is put back a fourth time", async () => {
    const page = await open(`<h1 data-facet="a">Old</h1>`, {
      a: slot("text", "New"),
      b: slot("text", "Late"),
    });
    const add = () =>
      page.evaluate(() => {
        const late = document.createElement("p");
        late.setAttribute("data-facet", "b");
        late.textContent = "Default";
        document.body.append(late);
      });
    await add();
    expect(await page.locator("p").textContent()).toBe("Late");
    const revert = () =>
      page.evaluate(async () => {
        const root = document.querySelector("h1")!;
        root.textContent = "Old";
        await new Promise((resolve) => requestAnimationFrame(resolve));
        return root.textContent;
      });
    const seen = [await revert(), await revert(), await revert(), await revert(), await revert()];
    expect(seen).toEqual(["New", "New", "New", "Old", "Old"]);
    expect(await page.locator("p").textContent()).toBe("Late");
  });

  it("counts a root that is replaced by a fresh one as put back", async () => {
    const page = await open(`<h1 data-facet="a">Old</h1>`, { a: slot("text", "New") });
    const replace = () =>
      page.evaluate(async () => {
        const fresh = document.createElement("h1");
        fresh.setAttribute("data-facet", "a");
        fresh.textContent = "Old";
        document.querySelector("h1")!.replaceWith(fresh);
        await new Promise((resolve) => requestAnimationFrame(resolve));
        return fresh.textContent;
      });
    const seen = [await replace(), await replace(), await replace(), await replace()];
    expect(seen).toEqual(["New", "New", "New", "Old"]);
  });

  it("reports to the service what was seen, with the code, the consent and the page", async () => {
    const page = await open(`<h1 data-facet="a">A</h1><p data-facet="gone">C</p>`, {
      a: slot("text", "B"),
      gone: slot("text", null, true),
    });
    await vi.waitFor(() => expect(stage.site.events).toHaveLength(1), { timeout: 4_000 });
    expect(stage.site.events[0]).toMatchObject({
      type: "track",
      event: "Slot Exposed",
      messageId: "d-1:a",
      properties: {
        slot: "a",
        rule: "by-intent",
        variant: "cheap",
        page: "home",
        decisionId: "d-1",
        code: "abcde-1",
      },
      context: { page: { url: `${stage.site.url}/`, path: "/" } },
    });
    await page.evaluate(() => globalThis.facet?.track("Guide Downloaded", { plan: "pro" }));
    await vi.waitFor(() => expect(stage.site.events).toHaveLength(2), { timeout: 4_000 });
    expect(stage.site.events[1]).toMatchObject({
      event: "Guide Downloaded",
      properties: { plan: "pro" },
    });
  });

  it("sends a form to the service, with the page's address, the key and the decision's token", async () => {
    const page = await open(
      `<form method="post" action="/thanks" data-facet="lead.form" data-facet-form="lead.form">
        <input type="hidden" name="_facet_slot" value="lead.form">
        <input name="email"><button>Send</button></form>`,
      { "lead.form": slot("form", { fields: [] }) },
    );
    await page.locator("[name=email]").fill("a@b.example");
    await page.getByRole("button").click();
    await page.getByText("We will call.").waitFor();
    expect(stage.site.leads).toEqual([
      {
        decisionId: "d-1",
        slot: "lead.form",
        fields: { email: "a@b.example" },
        form: { token: "token", trap: "" },
        messageId: expect.any(String) as string,
        writeKey: "pk_test",
        url: `${stage.site.url}/`,
      },
    ]);
  });
});
