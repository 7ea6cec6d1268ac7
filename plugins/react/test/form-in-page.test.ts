import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { createTestSite, decisionWith } from "../../browser/test/site.ts";
import { createStage } from "../../browser/test/stage.ts";

/** Two pages of one document; all of the first one is its form. */
const SITE = `
  import { start } from "@facet/browser";
  import { FacetForm } from "@facet/react";
  import { createElement as h, Fragment, useState } from "react";
  import { createRoot } from "react-dom/client";

  const decision = JSON.parse(document.getElementById("decision").textContent);

  function Site() {
    const [page, setPage] = useState("form");
    const link = h("button", { onClick: () => setPage("next") }, "Next page");
    const form = h(FacetForm, { decision, id: "lead.form" });
    return h(Fragment, null, page === "form" ? form : h("h1", null, "Next page"), h("nav", null, link));
  }

  start();
  createRoot(document.getElementById("site")).render(h(Site));
`;
const DECISION = decisionWith({
  slots: {
    "lead.form": {
      type: "form",
      content: {
        event: "Lead Submitted",
        submit: "Call me",
        thanks: "We will call.",
        fields: [{ name: "phone", type: "tel", label: "Phone" }],
      },
      rule: "by-intent",
      variant: "cheap",
      reason: "TARGETING_MATCH",
    },
  },
});

const stage = createStage({
  createSite: () =>
    createTestSite({
      contents: SITE,
      resolveDir: fileURLToPath(new URL(".", import.meta.url)),
    }),
});

stage.describe("a form that is the whole of a page drawn by React", () => {
  it("goes with its page after it was sent, and so do its thanks", async () => {
    const body = `<main id="site"></main><script type="application/json" id="decision">${JSON.stringify(DECISION)}</script>`;
    stage.site.page = { body, decision: DECISION };
    const page = await stage.browser.newPage();
    stage.watch(page);
    await page.goto(stage.site.url);
    await page.locator("[name=phone]").fill("+79001234567");
    await page.getByRole("button", { name: "Call me" }).click();
    await page.getByText("We will call.").waitFor();
    expect(await page.locator("form").isVisible()).toBe(false);
    await page.getByRole("button", { name: "Next page" }).click();
    await page.getByRole("heading", { name: "Next page" }).waitFor();
    await page.getByText("We will call.").waitFor({ state: "detached" });
    expect(await page.locator("#site").textContent()).toBe("Next pageNext page");
  });
});
