import { describe, expect, it } from "vitest";
import { isStopWord, tokenise } from "@facet/engine";

describe("stop words", () => {
  it("are prepositions, conjunctions and articles in every system", () => {
    for (const word of tokenise("в на для от и или the of and")) {
      for (const system of ["yandex", "google", "microsoft", "plain"] as const) {
        expect(isStopWord(word, system), word).toBe(true);
      }
    }
  });

  it("are pronouns and particles in Yandex, but not where they change what is meant in Google", () => {
    for (const word of tokenise("без не как мой этот not your")) {
      expect(isStopWord(word, "yandex"), word).toBe(true);
      expect(isStopWord(word, "google"), word).toBe(false);
    }
  });

  it("are no words of content", () => {
    for (const word of tokenise("окна купить цена москва window buy 128 constructor")) {
      expect(isStopWord(word, "yandex"), word).toBe(false);
    }
  });
});
