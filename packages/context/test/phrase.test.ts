import { describe, expect, test } from "vitest";
import { readPhrase } from "../src/phrase.ts";
import { parseUrl } from "../src/url.ts";

const read = (query: string, known?: string) =>
  readPhrase(parseUrl(`/?${query}`).parameters, known);

describe("readPhrase", () => {
  test.each([
    ["utm_term=купить+окна", "купить окна"],
    ["q=bikes&utm_term=mountain+bike", "mountain bike"],
    ["matched_keyword=a&q=b", "a"],
    ["QueryString=what+they+typed&q=b", "what they typed"],
    ["q=b&text=c", "b"],
    ["text=c", "c"],
    ["utm_term={keyword}&q=live", "live"],
    ["utm_term=---autotargeting&q=live", "live"],
    ["utm_term=%EE%EA%ED%E0", "окна"],
    ["utm_term=++two+++spaces++", "two spaces"],
    ["utm_term=окна+%2Bдля+дома+-бесплатно", "окна +для дома -бесплатно"],
  ])("finds the text of %s", (query, text) => {
    expect(read(query)).toEqual({ text });
  });

  test("believes the caller before the URL", () => {
    expect(read("utm_term=a", "b")).toEqual({ text: "b" });
    expect(read("utm_term=a", "{keyword}")).toEqual({ text: "a" });
    expect(read("utm_term=a", "  ")).toEqual({ text: "a" });
  });

  test("collects ids as strings, the keyword's out of a joined Google target", () => {
    const { ids } =
      read("phrase_id=18446744073709551615&targetid=aud-81:kwd-42&gbid={gbid}&param1=x") ?? {};
    expect({ ...ids }).toEqual({
      phrase_id: "18446744073709551615",
      targetid: "kwd-42",
      param1: "x",
    });
  });

  test("has nothing where the request says nothing", () => {
    expect(read("utm_source=yandex")).toBeUndefined();
    expect(read("utm_term=---autotargeting")).toBeUndefined();
    expect(read("utm_term=(not+provided)")).toBeUndefined();
  });
});
