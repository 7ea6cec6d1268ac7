import { describe, expect, it } from "vitest";
import { withFacet } from "../src/config.ts";

describe("the Next config", () => {
  it("has what coded pages need", () => {
    expect(withFacet()).toMatchObject({
      cacheComponents: true,
      partialPrefetching: false,
      skipProxyUrlNormalize: true,
      instrumentationClientInject: ["@facet/next/page"],
    });
  });

  it("keeps what the site has, and its modules first", () => {
    const config = withFacet({
      partialPrefetching: true,
      reactStrictMode: true,
      instrumentationClientInject: ["./own.ts"],
    });
    expect(config).toMatchObject({ partialPrefetching: true, reactStrictMode: true });
    expect(config.instrumentationClientInject).toEqual(["./own.ts", "@facet/next/page"]);
  });
});
