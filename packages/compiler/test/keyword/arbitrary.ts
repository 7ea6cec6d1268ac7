import * as fc from "fast-check";
import type { GivenList, GivenPhrase } from "./support.ts";

/** Few words, so that they meet; some in two forms, some stop words. */
const WORDS = ["cat", "cats", "dog", "dogs", "red", "reds", "bird", "tin", "the", "in", "for"];

const word = fc.constantFrom(...WORDS);
const marked = fc.tuple(fc.constantFrom("", "", "", "!", "+"), word).map((parts) => parts.join(""));
const words = fc.array(marked, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(" "));

/** A part of a Yandex phrase: words, brackets or alternatives. */
const part = fc.oneof(
  { weight: 4, arbitrary: words },
  { weight: 1, arbitrary: words.map((text) => `[${text}]`) },
  { weight: 1, arbitrary: fc.tuple(words, words).map((texts) => `(${texts.join("|")})`) },
);

const yandex = fc
  .tuple(fc.array(part, { minLength: 1, maxLength: 2 }), fc.boolean(), fc.option(marked))
  .map(([parts, quoted, minus]) => {
    const text = quoted ? `"${parts.join(" ")}"` : parts.join(" ");
    return minus === null ? text : `${text} -${minus}`;
  });

const google = fc
  .tuple(words, fc.constantFrom("", "[]", '""'))
  .map(([text, quotes]) => `${quotes.charAt(0)}${text}${quotes.charAt(1)}`);

function phraseOf(keyword: fc.Arbitrary<string>): fc.Arbitrary<GivenPhrase> {
  return fc.record(
    {
      keyword,
      group: fc.constantFrom("one", "two"),
      priority: fc.constantFrom(-1, 0, 5),
    },
    { requiredKeys: ["keyword"] },
  );
}

const minus = fc.array(fc.oneof(words, part), { maxLength: 2 }).map((lines) => lines.join("\n"));

function listOf(
  platform: NonNullable<GivenList["platform"]>,
  keyword: fc.Arbitrary<string>,
): fc.Arbitrary<GivenList> {
  return fc.record({
    platform: fc.constant(platform),
    phrases: fc.array(phraseOf(keyword), { maxLength: 25 }),
    minus,
    groupMinus: minus.map((one) => ({ one })),
  });
}

/** A list of any platform, with groups, priorities and minus phrases. */
export const givenList = fc.oneof(
  { weight: 3, arbitrary: listOf("yandex", yandex) },
  { weight: 1, arbitrary: listOf("google", google) },
  { weight: 1, arbitrary: listOf("plain", words) },
);

/** A query of known words, with an unknown one now and then. */
export const givenQuery = fc
  .array(fc.oneof({ weight: 8, arbitrary: word }, { weight: 1, arbitrary: fc.constant("zebra") }), {
    maxLength: 7,
  })
  .map((parts) => parts.join(" "));
