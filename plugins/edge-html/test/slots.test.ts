import { expect, test } from "vitest";
import * as fc from "fast-check";
import { loadRewriter } from "../src/rewriter/load.ts";
import { toPageRules } from "../src/slots/rules.ts";
import type { SlotBindings } from "../src/slots/rules.ts";
import { PAGE, toSlot } from "./servers.ts";

const rewrite = await loadRewriter();

async function fill(
  html: string,
  slots: Readonly<Record<string, unknown>>,
  bind: SlotBindings = {},
): Promise<{ readonly html: string; readonly refused: readonly string[] }> {
  const refused: string[] = [];
  const bytes = new TextEncoder().encode(html);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += 11) controller.enqueue(bytes.subarray(at, at + 11));
      controller.close();
    },
  });
  const rewritten = rewrite(body, {
    rules: toPageRules(
      { slots: slots as never },
      {
        bind,
        base: "https://okna.example/",
        refuse: (slot, why) => refused.push(`${slot} ${why}`),
      },
    ),
    atEnd: () => "<!--end-->",
    onBadSelector: (selector) => refused.push(`bad ${selector}`),
  });
  return { html: await new Response(rewritten).text(), refused };
}

test("a text goes where a selector or an attribute says, and the rest of the page stays", async () => {
  const { html, refused } = await fill(
    PAGE,
    {
      "hero.headline": toSlot("text", "Недорогие окна"),
      "hero.note": toSlot("text", "С монтажом"),
    },
    { "hero.headline": "#rec101 .t-title" },
  );
  expect(html).toBe(
    `${PAGE.replace(
      '<div class="t-title">Пластиковые <b>окна</b></div>',
      '<div class="t-title" data-facet="hero.headline">Недорогие окна</div>',
    ).replace("Обычный текст<!-- c -->", "С монтажом")}<!--end-->`,
  );
  expect(refused).toEqual([]);
});

test("a text with markup in it is shown, not run", async () => {
  const { html } = await fill(
    '<h1 id="a">x</h1>',
    { a: toSlot("text", '</h1><script>alert("1")</script>&lt;') },
    { a: "#a" },
  );
  expect(html).toContain('&lt;/h1&gt;&lt;script&gt;alert("1")&lt;/script&gt;&amp;lt;</h1>');
});

test("a link changes its address and its words, and keeps the parameters it had", async () => {
  const { html } = await fill(
    PAGE,
    { cta: toSlot("cta", { label: "Узнать <цену>", href: "/price?a=1&utm_term=y#top" }) },
    { cta: "#cta" },
  );
  expect(html).toContain(
    '<a id="cta" class="t-btn" href="/price?a=1&amp;utm_term=y&amp;partner=7#top" data-facet="cta">Узнать &lt;цену&gt;</a>',
  );
});

test("nothing in an address breaks out of its attribute, and none runs a script", async () => {
  const slots = (href: string) => ({ cta: toSlot("cta", { label: "x", href }) });
  const quoted = await fill('<a id=c href="/">y</a>', slots('/"><script>alert(1)</script>'), {
    cta: "#c",
  });
  expect(quoted.html).toContain(
    '<a id=c href="/&quot;><script>alert(1)</script>" data-facet="cta">x</a>',
  );
  for (const href of [
    "javascript:alert(1)",
    " java\nscript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
  ]) {
    const { html } = await fill('<a id=c href="/">y</a>', slots(href), { cta: "#c" });
    expect(html).toContain('href="#"');
  }
});

test("an image shows its new source and no other", async () => {
  const { html } = await fill(
    PAGE,
    { photo: toSlot("image", { src: "/new.jpg?a=1&b=2", alt: 'A "window"', width: 640 }) },
    { photo: "#photo" },
  );
  expect(html).toContain(
    '<img id="photo" src="/new.jpg?a=1&amp;b=2" alt="A &quot;window&quot;" width="640" data-facet="photo">',
  );
  expect(html).not.toMatch(/srcset|lazy/);
});

test("a picture shows the image of its slot in every width", async () => {
  const { html } = await fill(
    '<picture id=p><source srcset="/wide.avif"><img src="/old.jpg"></picture>',
    { p: toSlot("image", { src: "/new.jpg" }) },
    { p: "#p" },
  );
  expect(html).toBe('<picture id=p data-facet="p"><img src="/new.jpg"></picture><!--end-->');
});

test("a wrapper passes a call to action on to the link in it, and says where there is none", async () => {
  const slots = { cta: toSlot("cta", { label: "Go", href: "/go" }) };
  const { html } = await fill('<div id=w><a href="/">x</a></div>', slots, { cta: "#w" });
  expect(html).toContain('<div id=w data-facet="cta"><a href="/go">Go</a></div>');
  const without = await fill("<div id=w>x</div><a>y</a>", slots, { cta: "#w" });
  expect(without.html).toContain('<div id=w data-facet="cta">x</div><a>y</a>');
  expect(without.refused).toEqual(["cta is bound to an element with no <a> in it"]);
});

test("parts, attributes and conditions of a slot are filled as the page runtime fills them", async () => {
  const page = `<section data-facet="price"><h2 data-facet-part="title">Цены</h2>
<a data-facet-part="cta" data-facet-attr="title:cta.label" href="/x?ref=1">Купить</a>
<img data-facet-part="photo" src="/old.png" srcset="/2x.png 2x">
<p data-facet-if="note" data-facet-part="note">…</p><p data-facet-unless="note" hidden>Без скидки</p>
<input data-facet-part="title" value="mine"><div data-facet="own">Своё</div></section><i data-facet-part="title">вне</i>`;
  const { html, refused } = await fill(page, {
    price: toSlot("json", {
      title: "Цены <сегодня>",
      cta: { label: "В расчёт", href: "/calc" },
      photo: "/new.png",
    }),
    own: toSlot("text", "Соседний слот"),
  });
  expect(html).toBe(
    `<section data-facet="price"><h2 data-facet-part="title">Цены &lt;сегодня&gt;</h2>
<a data-facet-part="cta" data-facet-attr="title:cta.label" href="/calc?ref=1" title="В расчёт">В расчёт</a>
<img data-facet-part="photo" src="/new.png">
<p data-facet-if="note" data-facet-part="note" hidden="">…</p><p data-facet-unless="note">Без скидки</p>
<input data-facet-part="title" value="mine"><div data-facet="own">Соседний слот</div></section><i data-facet-part="title">вне</i><!--end-->`,
  );
  expect(refused).toEqual([]);
});

test("a link that says itself what it takes of its slot keeps what is in it", async () => {
  const { html } = await fill(
    '<a data-facet="cta" data-facet-attr="href:href" data-facet-query="drop" href="/x?ref=1"><svg></svg><b data-facet-part="label">x</b></a>',
    { cta: toSlot("cta", { label: "Go", href: "/go" }) },
  );
  expect(html).toContain('href="/go"><svg></svg><b data-facet-part="label">Go</b></a>');
});

test("content decides no attribute that runs, and no attribute of what runs", async () => {
  const { html } = await fill(
    '<div data-facet="j"><a data-facet-attr="onclick:x href:u style:x">a</a><script data-facet-attr="src:s" data-facet-part="x"></script></div>',
    {
      j: toSlot("json", {
        x: "alert(1)",
        u: "javascript:alert(1)",
        s: "https://evil.example/x.js",
      }),
    },
  );
  expect(html).toContain('<a data-facet-attr="onclick:x href:u style:x" href="#">a</a>');
  expect(html).toContain('<script data-facet-attr="src:s" data-facet-part="x"></script>');
});

test("a hidden slot is not in the page", async () => {
  const { html } = await fill(
    PAGE,
    { promo: { type: "html", content: null, hidden: true, reason: "TARGETING_MATCH" } },
    { promo: "#promo" },
  );
  expect(html).not.toMatch(/promo|Акция|Хвост/);
  expect(html).toContain("<footer>Подвал</footer>");
});

test("html goes in as it is, and a form in the slot stays", async () => {
  const { html } = await fill(
    PAGE,
    { promo: toSlot("html", "<h2>Новая <em>акция</em></h2>") },
    { promo: "#promo" },
  );
  expect(html).toContain(
    '<section id="promo" data-facet="promo"><h2>Новая <em>акция</em></h2><form action="/send"><input name="phone" value="kept"></form></section>',
  );
});

test("a form is never replaced", async () => {
  const form = '<form id=f action="/send"><input name=phone></form>';
  for (const slot of [
    toSlot("form", { fields: [] }),
    toSlot("text", "x"),
    toSlot("html", "<p>x</p>"),
  ]) {
    const { html, refused } = await fill(form, { lead: slot }, { lead: "#f" });
    expect(html).toBe(`${form}<!--end-->`);
    expect(refused).toEqual(["lead is a form, and forms are never replaced"]);
  }
});

test("what is no content of the page is refused", async () => {
  for (const tag of ["script", "style", "textarea", "noscript", "template", "title-x"]) {
    const page = `<${tag} id=t>x</${tag}>`;
    const { html, refused } = await fill(page, { t: toSlot("html", "<b>y</b>") }, { t: "#t" });
    if (tag === "title-x") expect(html).toContain("<b>y</b>");
    else expect([html, refused.length]).toEqual([`${page}<!--end-->`, 1]);
  }
  const { html } = await fill("<br id=t>z", { t: toSlot("text", "y") }, { t: "#t" });
  expect(html).toBe("<br id=t>z<!--end-->");
});

test("what a framework hydrates is left alone, with a warning for each slot", async () => {
  const roots = [
    '<div id="__next"><h1 id=t>x</h1></div>',
    '<div id="__nuxt" data-server-rendered="true"><h1 id=t>x</h1></div>',
    '<div data-reactroot=""><p><h1 id=t>x</h1></div>',
    "<astro-island><h1 id=t>x</h1></astro-island>",
    '<div data-server-rendered="true"><h1 id=t>x</h1></div>',
    '<script id="__NEXT_DATA__" type="application/json">{}</script><h1 id=t>x</h1>',
    '<head><script src="/_next/static/chunks/main.js" async></script></head><h1 id=t>x</h1>',
  ];
  for (const page of roots) {
    const { html, refused } = await fill(page, { t: toSlot("text", "y") }, { t: "#t" });
    expect(html).toBe(`${page}<!--end-->`);
    expect(refused).toEqual([
      "t is inside of what a framework hydrates, and would be reverted there",
    ]);
  }
});

test("beside a hydrated root, and after it, slots are filled", async () => {
  const { html } = await fill(
    "<astro-island><p>a</p></astro-island><h1 id=t>x</h1>",
    { t: toSlot("text", "y") },
    { t: "#t" },
  );
  expect(html).toContain(">y</h1>");
});

test("`data-facet-ignore` keeps what is in it as it is", async () => {
  const page = "<div data-facet-ignore><h1 data-facet=t>x</h1></div>";
  const { html, refused } = await fill(page, { t: toSlot("text", "y") });
  expect([html, refused]).toEqual([`${page}<!--end-->`, []]);
});

test("of two slots, one inside of the other, the outer one is shown", async () => {
  const { html } = await fill(
    "<div data-facet=a><p data-facet=b>x</p></div><p data-facet=b>x</p>",
    {
      a: toSlot("text", "A"),
      b: toSlot("text", "B"),
    },
  );
  expect(html).toBe(
    "<div data-facet=a>A</div><p data-facet=b>B</p><!--end-->".replaceAll(
      /data-facet=(\w)/g,
      'data-facet="$1"',
    ),
  );
});

test("an element whose end tag is left out ends with its parent, and later slots are filled", async () => {
  const { html } = await fill("<ul><li data-facet=a>x</ul><h2 data-facet=b>y</h2>", {
    a: toSlot("text", "A"),
    b: toSlot("text", "B"),
  });
  expect(html).toContain('<ul><li data-facet="a">A</ul><h2 data-facet="b">B</h2>');
});

test("several selectors bind one slot", async () => {
  const slots = { phone: toSlot("text", "+7") };
  const bind = { phone: ['#a, b[title="x, y"]', ".c"] };
  const { html } = await fill('<p id=a>1</p><b title="x, y">2</b><i class=c>3</i>', slots, bind);
  expect(html.match(/\+7/g)).toHaveLength(3);
});

test("a selector that cannot be matched is named, and the other slots are filled", async () => {
  const { html, refused } = await fill(
    "<p id=a>1</p>",
    { a: toSlot("text", "A"), b: toSlot("text", "B") },
    {
      b: "p:hover",
      a: "#a",
    },
  );
  expect(html).toContain(">A</p>");
  expect(new Set(refused)).toEqual(new Set(["bad p:hover *", "bad p:hover"]));
});

test("content of the wrong shape leaves the page as it is", async () => {
  const page = '<a id=t href="/x">x</a>';
  for (const content of [null, 7, [], {}, { label: 1, href: 2 }, { href: "/y" }]) {
    const { html } = await fill(page, { t: toSlot("cta", content), __proto__: null }, { t: "#t" });
    expect(html).toBe(`${page}<!--end-->`);
  }
});

test("no text, wherever it is cut, adds an element to the page", async () => {
  const text = fc.string({
    unit: fc.constantFrom(..."<>\"'&/=! -abcscript\u2028\u0000я😀".split("")),
  });
  await fc.assert(
    fc.asyncProperty(text, async (content) => {
      const { html } = await fill("<h1 id=t>x</h1>", { t: toSlot("text", content) }, { t: "#t" });
      const inner = html.slice(html.indexOf(">") + 1, html.indexOf("</h1>"));
      expect(inner).not.toMatch(/[<>]/);
    }),
    { numRuns: 300 },
  );
});
