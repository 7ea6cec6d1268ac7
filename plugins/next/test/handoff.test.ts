import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toDefaultDecision } from "@facet/client";
import { createHandoff } from "../src/handoff.ts";

const handoff = createHandoff("a secret of the site");
const page = {
  decision: { ...toDefaultDecision({ title: "Окна" }, []), decisionId: "d1", page: "home" },
  url: "https://okna.example/prices?utm_term=окна",
};

describe("what the proxy hands to a page", () => {
  it("arrives as it was, and fits into a header", async () => {
    const sealed = await handoff.seal(page);
    expect(sealed).toMatch(/^[\w-]+\.[\w-]+$/);
    expect(await handoff.open(sealed)).toEqual(page);
  });

  it("is refused with any character changed", async () => {
    const sealed = await handoff.seal(page);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sealed.length - 1),
        fc.constantFrom(..."AZaz09-_."),
        async (at, character) => {
          const changed = sealed.slice(0, at) + character + sealed.slice(at + 1);
          const bytes = (text: string) =>
            text.split(".").map((part) => Buffer.from(part, "base64url").toString("hex"));
          fc.pre(bytes(changed).join() !== bytes(sealed).join());
          expect(await handoff.open(changed)).toBeUndefined();
        },
      ),
    );
  });

  it("is refused where another secret sealed it, or nobody", async () => {
    const foreign = await createHandoff("another").seal(page);
    expect(await handoff.open(foreign)).toBeUndefined();
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        expect(await handoff.open(text)).toBeUndefined();
      }),
    );
  });
});
