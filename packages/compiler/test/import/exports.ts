import type { TestCell } from "../xlsx/write-workbook.ts";
import { writeWorkbook } from "../xlsx/write-workbook.ts";

const DIRECT_HEADER = [
  "Доп. объявление группы",
  "Тип объявления",
  "ID группы",
  "Название группы",
  "Номер группы",
  "ID фразы",
  "Фраза (с минус-словами)",
  "ID объявления",
  "Заголовок 1",
  "Заголовок 2",
  "Текст",
  "Длина",
  "Длина",
  "Ссылка",
  "Параметр 1",
  "Параметр 2",
  "Минус-фразы на группу",
  "ID фразы",
];

/** A phrase of the Direct workbook: group id, group, phrase id, phrase, ad id, first title. */
export type DirectPhrase = readonly [
  groupId: string,
  group: string,
  id: string,
  phrase: string,
  ad: string,
  title: string,
];

/** The phrases of the Direct workbook, unless a test has its own. */
export const DIRECT_PHRASES: readonly DirectPhrase[] = [
  [
    "4100000001",
    "Окна недорого | МСК",
    "51120001",
    "купить пластиковые окна недорого -бесплатно",
    "7700000001",
    "#Пластиковые окна# недорого",
  ],
  ["4100000001", "Окна недорого | МСК", "51120002", '"окна пвх"', "7700000001", "Окна ПВХ"],
  [
    "4100000001",
    "Окна недорого | МСК",
    "51120003",
    "!окна +для дома",
    "7700000001",
    "Окна для дома",
  ],
  [
    "4100000002",
    "Балкон под ключ",
    "51120004",
    "[остекление балкона] москва",
    "7700000002",
    "Балкон {под ключ}",
  ],
  ["4100000002", "Балкон под ключ", "51120005", "(балкон|лоджия) под ключ", "7700000002", "Балкон"],
];

/** A Direct workbook: metadata above the header, names twice, formulas beside the texts, other sheets. */
export function directWorkbook(phrases: readonly DirectPhrase[] = DIRECT_PHRASES): Uint8Array {
  const rows: TestCell[][] = [
    ["", "Предложение текстовых блоков для рекламной кампании"],
    [],
    [
      "",
      "Тип кампании:",
      "Текстово-графическая кампания",
      "",
      "№ заказа:",
      "88001122",
      "",
      "Валюта:",
      "RUB",
    ],
    ["", "Название кампании:", "Окна | Поиск"],
    ["", "Минус-фразы на кампанию:", '-бесплатно -своими руками -"пластиковые карты"'],
    [],
    DIRECT_HEADER,
    ["", "", "", "", "", "", "", "", "", "", "", "заголовок 1", "текст"],
    ...phrases.map(([groupId, group, id, phrase, ad, title]): TestCell[] => [
      "-",
      "Текстово-графическое",
      groupId,
      group,
      1,
      Number(id),
      phrase,
      ad,
      title,
      "",
      "Замер в день заявки",
      { formula: "LEN(I9)", value: "23" },
      { formula: "LEN(K9)", value: "19" },
      "https://okna.example/okna",
      "",
      "",
      groupId === "4100000001" ? "-дорого, -элитные" : "",
      "",
    ]),
  ];
  return writeWorkbook([
    { name: "Регионы", rows: [["Регион"], ["Москва"]] },
    { name: "Тексты", rows },
    { name: "Словарь", rows: [["Тип кампании"]], hidden: true },
  ]);
}

/** A Direct Commander table, parted by tabs, quotes of phrases as they are. */
export const COMMANDER =
  [
    [
      "Название кампании",
      "Название группы",
      "ID группы",
      "Фраза (с минус-словами)",
      "ID фразы",
      "Минус-фразы на группу",
    ],
    ["Окна | РСЯ", "Тёплые окна", "4200000001", "тёплые окна", "61120001", "-бу,-своими руками"],
    ["Окна | РСЯ", "Тёплые окна", "4200000001", '"тёплые окна"', "61120002", "-бу,-своими руками"],
    ["Окна | РСЯ", "Тихие окна", "4200000002", "окна от шума -наушники", "61120003", ""],
    ["Окна | РСЯ", "Тихие окна", "4200000002", "---autotargeting", "", ""],
    ["Итого", "", "", "", "", ""],
  ]
    .map((row) => row.join("\t"))
    .join("\r\n") + "\r\n";

/** A Google Ads Editor table: rows of campaigns, groups, ads and keywords in one. */
export const GOOGLE =
  [
    [
      "Campaign",
      "Campaign Type",
      "Ad Group",
      "Keyword",
      "Criterion Type",
      "Final URL",
      "Headline 1",
      "Status",
    ],
    ["Bikes | Search", "Search", "", "", "", "", "", "Enabled"],
    ["Bikes | Search", "", "Commute", "", "", "", "", "Enabled"],
    [
      "Bikes | Search",
      "",
      "Commute",
      "",
      "",
      "https://bikes.example",
      "{KeyWord:City Bikes}",
      "Enabled",
    ],
    ["Bikes | Search", "", "Commute", "commuter bike", "Phrase", "", "", "Enabled"],
    ["Bikes | Search", "", "Commute", "commuter bike", "Exact", "", "", "Enabled"],
    ["Bikes | Search", "", "Commute", "best bike for city", "Broad", "", "", "Enabled"],
    ["Bikes | Search", "", "Commute", "used", "Negative Broad", "", "", "Enabled"],
    ["Bikes | Search", "", "", "free bike", "Campaign Negative Phrase", "", "", "Enabled"],
    ["Bikes | Search", "", "First MTB", "hardtail", "Exact", "", "", "Removed"],
    ["Bikes | Search", "", "First MTB", "first mountain bike", "Exact", "", "", "Paused"],
  ]
    .map((row) => row.join("\t"))
    .join("\r\n") + "\r\n";

/** A Microsoft bulk file. */
export const MICROSOFT =
  [
    "Type,Status,Id,Parent Id,Campaign,Ad Group,Client Id,Keyword,Match Type,Bid,Name",
    "Format Version,,,,,,,,,,6.0",
    "Account,,123,,,,,,,,",
    "Campaign,Active,900000000001,123,City Bikes,,,,,,",
    "Ad Group,Active,1180000000000001,900000000001,City Bikes,Belt drive,,,,,",
    "Keyword,Active,77700000000001,1180000000000001,City Bikes,Belt drive,,belt drive bike,Exact,0.50,",
    'Keyword,Active,77700000000002,1180000000000001,City Bikes,Belt drive,,"belt drive, quiet",Phrase,0.50,',
    "Keyword,Deleted,77700000000003,1180000000000001,City Bikes,Belt drive,,chain drive bike,Broad,0.50,",
    "Ad Group Negative Keyword,Active,,1180000000000001,City Bikes,Belt drive,,repair,Phrase,,",
    "Campaign Negative Keyword,Active,,900000000001,City Bikes,,,used bike,Exact,,",
    "Responsive Search Ad,Active,555,1180000000000001,City Bikes,Belt drive,,,,,",
  ].join("\r\n") + "\r\n";
