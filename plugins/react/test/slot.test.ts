import { createElement as h } from "react";
import { renderToStaticMarkup as render } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Cta, Image, Slot } from "@facet/react";
import type { PageDecision } from "@facet/react";

const HOSTILE = `<img src=x onerror="alert(1)">`;

function decisionOf(slots: Record<string, unknown>): PageDecision {
  return { slots: slots as PageDecision["slots"] };
}

const decision = decisionOf({
  title: { type: "text", content: "Windows & doors", reason: "DEFAULT" },
  hostile: { type: "text", content: HOSTILE, reason: "DEFAULT" },
  rich: { type: "html", content: "<b>Bold</b>", reason: "DEFAULT" },
  hidden: { type: "text", content: null, hidden: true, reason: "DEFAULT" },
  go: { type: "cta", content: { label: "Go", href: "/go" }, reason: "DEFAULT" },
  trap: { type: "cta", content: { label: "Go", href: "javascript:alert(1)" }, reason: "DEFAULT" },
  photo: { type: "image", content: { src: "/a.jpg", width: 3, height: 2 }, reason: "DEFAULT" },
  facts: { type: "json", content: { a: 1 }, reason: "DEFAULT" },
});

const slotOf = (id: string, props: object = {}) =>
  render(h(Slot, { decision, id, ...props }, "default"));

describe("a slot", () => {
  it("shows text in the element it is given, and passes attributes on", () => {
    expect(slotOf("title", { as: "h1", className: "big" })).toBe(
      '<h1 data-facet="title" class="big">Windows &amp; doors</h1>',
    );
  });

  it("shows text as text, whatever it looks like", () => {
    expect(slotOf("hostile")).not.toContain("<img");
  });

  it("shows html as html", () => {
    expect(slotOf("rich")).toBe('<div data-facet="rich"><b>Bold</b></div>');
  });

  it("shows nothing where it is hidden, or for the page's own code", () => {
    expect(slotOf("hidden")).toBe("");
    expect(slotOf("facts")).toBe("");
  });

  it.each(["none", "__proto__", "constructor", "toString"])(
    "shows its children where there is no decision of %s",
    (id) => {
      expect(slotOf(id)).toBe(`<span data-facet="${id}">default</span>`);
    },
  );

  it("shows a call to action and an image by their types", () => {
    expect(slotOf("go")).toBe('<a data-facet="go" href="/go">Go</a>');
    expect(slotOf("photo")).toContain('<img data-facet="photo" src="/a.jpg" alt=""');
  });

  it("leads to no address that runs code", () => {
    expect(slotOf("trap")).not.toContain("javascript:");
  });
});

describe("a call to action", () => {
  it("keeps its own link and words without a decision", () => {
    expect(render(h(Cta, { decision, id: "none", href: "#form" }, "Ask"))).toBe(
      '<a data-facet="none" href="#form">Ask</a>',
    );
  });

  it("is gone where it is hidden", () => {
    expect(render(h(Cta, { decision, id: "hidden" }, "Ask"))).toBe("");
  });
});

describe("an image", () => {
  it("keeps its own source without a decision", () => {
    expect(render(h(Image, { decision, id: "none", src: "/own.jpg", alt: "Own" }))).toContain(
      'src="/own.jpg" alt="Own"',
    );
  });

  it("is nothing where nobody has a source", () => {
    expect(render(h(Image, { decision, id: "none" }))).toBe("");
  });
});
