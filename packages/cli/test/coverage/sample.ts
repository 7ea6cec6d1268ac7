import type { CoverageReport, Share } from "@facet/compiler";

const share = (terms: number, clicks: number, cost: number): Share => ({
  terms,
  clicks,
  cost,
  clicksShare: clicks / 10_000,
  costShare: cost / 200_000,
});

/** A coverage with one of everything. */
export const SAMPLE: CoverageReport = {
  rules: "r_0123456789ab",
  missing: [],
  total: { terms: 1_000, clicks: 10_000, cost: 200_000 },
  outcomes: {
    identical: share(120, 4_000, 90_000),
    matched: share(500, 3_000, 60_000),
    secondChance: share(30, 400, 6_000),
    blocked: share(50, 600, 10_000),
    default: share(300, 2_000, 34_000),
  },
  matches: { identical: share(120, 4_000, 90_000), broad: share(500, 3_000, 60_000) },
  unmapped: {
    ...share(300, 2_000, 34_000),
    top: [
      {
        term: "москитная сетка на окно купить",
        terms: 3,
        clicks: 400,
        cost: 12_345.5,
        suggestion: { list: "okna-search", group: "cheap-windows", words: ["окно", "купить"] },
      },
      {
        term: '=HYPERLINK("https://evil.example")',
        terms: 1,
        clicks: 12,
        cost: 300,
        incomplete: true,
      },
      { term: "<script>alert(1)</script>", terms: 1, clicks: 1, cost: 0 },
    ],
  },
  blocked: {
    ...share(50, 600, 10_000),
    top: [
      {
        term: "пластиковые окна своими руками",
        terms: 2,
        clicks: 300,
        cost: 6_000,
        minus: "своими руками",
        phrase: { list: "okna-search", group: "windows", phrase: "пластиковые окна" },
      },
    ],
  },
  ambiguous: {
    ...share(20, 200, 4_000),
    top: [
      {
        term: "окна на дачу недорого",
        terms: 1,
        clicks: 200,
        cost: 4_000,
        match: { list: "okna-search", group: "dacha-windows", phrase: "окна на дачу" },
        rival: { list: "okna-search", group: "cheap-windows", phrase: "окна недорого" },
        decidedBy: "rarity",
      },
    ],
  },
  overlong: {
    ...share(10, 90, 1_000),
    top: [
      {
        terms: 10,
        clicks: 90,
        cost: 1_000,
        match: { list: "okna-search", group: "house-windows", phrase: "окна для дома из бруса" },
        slot: "hero.headline",
        text: "Окна для дома из бруса с установкой за один день по всей области",
        length: 64,
        maxLength: 60,
      },
    ],
  },
  groups: [
    {
      list: "okna-search",
      group: "cheap-windows",
      label: "Окна недорого | МСК",
      terms: 400,
      clicks: 5_000,
      cost: 110_000,
      phrases: 20,
      reached: 14,
    },
    { list: "okna-search", terms: 250, clicks: 2_400, cost: 46_000, phrases: 9, reached: 1 },
  ],
  idleGroups: [
    { list: "okna-search", group: "quiet-windows", label: "Тихие окна" },
    { list: "okna-search", group: "pvc" },
  ],
  phrases: {
    total: 29,
    reached: 15,
    unreached: [{ list: "okna-search", group: "pvc", phrase: "окна пвх" }],
  },
  skipped: { rows: 3, reasons: { total: 2, number: 1 }, first: [{ row: 17, reason: "number" }] },
};
