import { createElement as h } from "react";
import type { ReactNode } from "react";
import { renderToStaticMarkup as render } from "react-dom/server";
import { describe, expect, it } from "vitest";
import {
  Cta,
  FacetForm,
  FacetProvider,
  FacetState,
  Image,
  Slot,
  useFacet,
} from "@facet/react-router";
import type { FacetData } from "@facet/react-router";

const data = {
  decision: {
    slots: {
      title: { type: "text", content: "Doors", reason: "DEFAULT" },
      go: { type: "cta", content: { label: "Go", href: "/go" }, reason: "DEFAULT" },
      photo: { type: "image", content: { src: "/a.jpg" }, reason: "DEFAULT" },
      form: { type: "form", content: { fields: [{ name: "phone" }] }, reason: "DEFAULT" },
    },
  },
  state: '{"page":"home"}',
} as unknown as FacetData;

function renderPage(children: ReactNode, facet = data): string {
  return render(h(FacetProvider, { data: facet }, children));
}

function Title() {
  return h("b", null, String(useFacet().slot("title")));
}

describe("components inside a provider", () => {
  it("show its decision", () => {
    expect(renderPage(h(Slot, { id: "title", as: "h1" }))).toBe(
      '<h1 data-facet="title">Doors</h1>',
    );
    expect(renderPage(h(Cta, { id: "go" }))).toBe('<a data-facet="go" href="/go">Go</a>');
    expect(renderPage(h(Image, { id: "photo" }))).toContain('src="/a.jpg"');
    expect(renderPage(h(Title))).toBe("<b>Doors</b>");
  });

  it("say what became of a form", () => {
    const outcome = {
      form: "form",
      status: "error",
      wrong: ["phone"],
      values: [["phone", "1"]],
    } as const;
    const told: FacetData = { ...data, decision: { ...data.decision, outcome } };
    for (const form of [h(FacetForm, { id: "form" }), h(Slot, { id: "form" })]) {
      expect(renderPage(form)).not.toContain("aria-invalid");
      expect(renderPage(form, told)).toMatch(/aria-invalid="true" [^>]*value="1"/);
    }
  });

  it("write its state", () => {
    expect(renderPage(h(FacetState))).toContain('id="facet-state">{"page":"home"}<');
  });
});

describe("components outside of a provider", () => {
  it("show their children, and no state", () => {
    expect(render(h(Slot, { id: "title" }, "Windows"))).toBe(
      '<span data-facet="title">Windows</span>',
    );
    expect(render(h(FacetState))).toBe("");
  });
});
