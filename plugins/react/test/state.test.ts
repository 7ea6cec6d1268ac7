import { createElement as h } from "react";
import { renderToStaticMarkup as render } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { FacetState } from "@facet/react";
import { toDefaultDecision } from "@facet/client";
import type { FacetDecision } from "@facet/client";

const whole: FacetDecision = {
  ...toDefaultDecision({ title: "Hello" }, []),
  decisionId: "d1",
  page: "</script><script>alert(1)</script>",
};

describe("the state element", () => {
  it("is JSON that nothing in it can end", () => {
    const html = render(h(FacetState, { decision: whole }));
    expect(html.match(/<\/script>/g)).toHaveLength(1);
    const text = /<script type="application\/json" id="facet-state">(.*)<\/script>/.exec(html)?.[1];
    expect(JSON.parse(text ?? "")).toMatchObject({ decisionId: "d1", page: whole.page });
  });

  it("has neither decision nor offers where the page is shared", () => {
    const cache = {
      scope: "shared",
      key: "abcde-1",
      maxAge: 300,
      swr: 600,
      tags: [],
      varies: [],
      cardinality: 2,
    } as const;
    const html = render(
      h(FacetState, { decision: { ...whole, cache: { ...cache, tags: [], varies: [] } } }),
    );
    expect(html).toContain('"key":"abcde-1"');
    expect(html).not.toMatch(/d1|offers/);
  });
});
