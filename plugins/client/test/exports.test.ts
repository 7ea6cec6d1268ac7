import { expect, it } from "vitest";
import * as client from "@facet/client";

it("exports these names and no others", () => {
  expect(Object.keys(client).toSorted()).toEqual([
    "ENDPOINT",
    "FORM_INPUTS",
    "FORM_RESULT",
    "FacetError",
    "STATE_ID",
    "createCodeSigner",
    "createFacet",
    "decideAnew",
    "escapeHtml",
    "guardShared",
    "hasFormOutcome",
    "readFormOutcome",
    "safeUrl",
    "slot",
    "stateTag",
    "toDefaultDecision",
    "toFormView",
    "toPageFacet",
    "toPageState",
    "toSentHeaders",
    "toShareable",
    "toStateText",
    "withEnvironment",
    "withFacetHeaders",
    "withoutCounting",
  ]);
});
