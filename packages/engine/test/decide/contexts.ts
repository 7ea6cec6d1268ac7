import * as fc from "fast-check";
import { countEvent } from "@facet/engine";
import type { Context } from "@facet/engine";
import { DAY, HOUR, NOW } from "../support.ts";

const NAUGHTY = [
  "",
  " ",
  "\0",
  "__proto__",
  "constructor",
  "{query}",
  "{{",
  "javascript:alert(1)",
  "<script>alert(1)</script>",
  "' OR 1=1 --",
  "\u202eabc",
  "\ud800",
  "🚲".repeat(50),
  "я".repeat(300),
  "NaN",
  "-1",
  "1e309",
  "null",
  "%00",
  "\r\n",
];

const weighted = <T>(usual: readonly T[], rare: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom<unknown>(...usual) },
    { weight: 1, arbitrary: rare },
  );

const anything = fc.oneof(
  fc.constantFrom<unknown>(
    ...NAUGHTY,
    null,
    true,
    false,
    0,
    -1,
    Number.NaN,
    Infinity,
    1e308,
    [],
    {},
  ),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.jsonValue({ maxDepth: 2 }),
);
const phrase = weighted(
  [
    "купить пластиковые окна недорого",
    "окна +для дачи -даром",
    "ДЕШЁВЫЕ окна ПВХ",
    "пластиковые окна цена",
    "двери",
    ...NAUGHTY,
  ],
  fc.string({ unit: "binary", maxLength: 30 }),
);
const time = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: NOW - 60 * DAY, max: NOW + 60 * DAY }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, 8.64e15, Number.NaN, Infinity, -Infinity) },
);
const recent = fc.integer({ min: NOW - 80 * DAY, max: NOW + DAY });

const signals = fc.record(
  {
    visits: weighted([1, 2, 3, 10], anything),
    query: phrase,
    geo: weighted(
      [
        { city: "Москва" },
        { city: ["Moscow", "Москва"] },
        { city: "Berlin", timeZone: "Asia/Tokyo" },
        {},
      ],
      anything,
    ),
    device: weighted(
      [{ type: "mobile", bot: false }, { type: "desktop", bot: false }, { bot: true }],
      anything,
    ),
    traits: weighted(
      [
        { role: "director", employees: 60 },
        { role: "student" },
        { firstName: "Анна" },
        { firstName: "<b>" },
        {},
      ],
      anything,
    ),
    score: weighted([0, 40, 65], anything),
    grade: anything,
    keyword: weighted(
      [{ group: "cheap-windows" }, { phrase: "окна для дачи", list: "okna-search" }],
      anything,
    ),
    plan: weighted(["free", "pro"], anything),
    utm: anything,
  },
  { requiredKeys: [] },
);

const offerPast = fc.record(
  { shown: fc.array(recent, { maxLength: 4 }), dismissedAt: recent, convertedAt: recent },
  { requiredKeys: ["shown"] },
);
const history = fc.record({
  events: fc.dictionary(
    fc.constantFrom("Guide Downloaded", "Lead Submitted", "__proto__"),
    recent.map((at) => countEvent(undefined, at)),
    { maxKeys: 2 },
  ),
  ledger: fc.array(
    fc.record({
      rule: fc.constantFrom("session", "guide", "gone"),
      event: fc.constant("e"),
      points: weighted([1, 10, 30, -10], fc.double()),
      at: recent,
      score: fc.constantFrom(undefined, "trail", "__proto__"),
    }),
    { maxLength: 5 },
  ),
  offers: fc.dictionary(
    fc.constantFrom("hot-call", "comeback-discount", "guide-bar", "constructor"),
    offerPast,
    { maxKeys: 3 },
  ),
  assignments: fc.dictionary(
    fc.constantFrom("short-form", "price-first", "constructor"),
    fc.constantFrom("control", "short", "price", "gone", "__proto__"),
    { maxKeys: 2 },
  ),
  visitStartedAt: fc.constantFrom(NOW, NOW - HOUR, NOW - DAY, Number.NaN),
  submissions: fc.constantFrom(0, 1, 5, -1, Number.NaN),
});

const consent = fc.record({
  storage: fc.boolean(),
  analytics: fc.boolean(),
  profile: fc.boolean(),
  ads: fc.boolean(),
  sharing: fc.boolean(),
});

/** Any context, sane or not, for the rule set of `conformance/decisions.json`. */
export const anyContext = fc.record(
  {
    now: time,
    page: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom("okna", "about", "city") },
      { weight: 1, arbitrary: fc.constantFrom(null, "gone", "__proto__") },
    ),
    slots: fc.array(
      fc.constantFrom("hero.headline", "hero.cta", "about.html", "gone", "__proto__"),
      { maxLength: 3 },
    ),
    locale: fc.constantFrom("ru", "en", "en-GB", "de", "__proto__", ""),
    signals,
    phrase: fc.record(
      {
        text: phrase,
        ids: fc.dictionary(
          fc.constantFrom("phrase_id", "gbid", "targetid", "__proto__"),
          fc.constantFrom("1001", "1002", "77", "kwd-1", ""),
          { maxKeys: 2 },
        ),
      },
      { requiredKeys: [] },
    ),
    visitorId: fc.oneof(
      fc.integer({ min: 0, max: 500 }).map((n) => `visitor-${n}`),
      fc.string({ unit: "binary", maxLength: 20 }),
    ),
    history,
    bot: fc.constantFrom(false, false, false, true),
    consent,
  },
  { requiredKeys: ["now", "page", "signals"] },
) as fc.Arbitrary<unknown> as fc.Arbitrary<Context>;
