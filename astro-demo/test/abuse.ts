/** What people type into links to make a page say it: none of it is a phrase of the demo's lists. */
export const ABUSE: readonly string[] = [
  "8 800 555 35 35",
  "+7 (495) 123-45-67",
  "88005553535",
  "８８００５５５３５３５",
  "8\u200b800\u200b555\u200b35\u200b35",
  "восемь восемьсот 555 35 35",
  "звоните 112",
  "http://evil.example/x",
  "https://evil.example",
  "//evil.example",
  "www.evil.example",
  "evil.example",
  "evil。example",
  "evil точка рф",
  "t.me/evil_windows",
  "@evil_windows",
  "whatsapp +79161234567",
  "hxxps://evil[.]example",
  "mail@evil.example",
  "mail (at) evil.example",
  "мошенники",
  "жулики и воры",
  "не покупайте здесь",
  "лохотрон",
  "идиоты",
  "scammers",
  "do not buy here",
  "сайт взломан",
  "site hacked by nobody",
  "\u202eдамок йындолох\u202c",
  "м0шенники",
  "МОШЕННИКИ!!!",
  "м о ш е н н и к и",
  "💩💩💩",
  "{query}",
  "{{query}}",
  "{traits.firstName|default:жулики}",
  "<b>жулики</b>",
  "&lt;b&gt;жулики&lt;/b&gt;",
  "%D0%B6%D1%83%D0%BB%D0%B8%D0%BA%D0%B8",
];

/** A page, and where in the query of its address it is written. */
export interface Carrier {
  readonly path: string;
  readonly carry: (abuse: string) => Readonly<Record<string, string>>;
}

/** Every place that an address has for it. */
export const CARRIERS: Readonly<Record<string, Carrier>> = {
  "the whole phrase": {
    path: "/okna",
    carry: (abuse) => ({ utm_source: "yandex", utm_medium: "cpc", utm_term: abuse }),
  },
  "before a listed phrase": {
    path: "/okna",
    carry: (abuse) => ({ utm_term: `${abuse} купить пластиковые окна недорого` }),
  },
  "after a listed phrase": {
    path: "/okna",
    carry: (abuse) => ({ utm_term: `купить пластиковые окна недорого ${abuse}` }),
  },
  "inside a listed phrase": {
    path: "/okna",
    carry: (abuse) => ({ utm_term: `купить пластиковые ${abuse} окна недорого` }),
  },
  "after an English phrase": {
    path: "/bikes",
    carry: (abuse) => ({ utm_term: `commuter bike ${abuse}` }),
  },
  "the other tags": {
    path: "/bikes",
    carry: (abuse) => ({
      utm_source: abuse,
      utm_medium: abuse,
      utm_campaign: abuse,
      utm_content: abuse,
      utm_id: abuse,
    }),
  },
  "any parameters": {
    path: "/okna",
    carry: (abuse) => ({ q: abuse, query: abuse, keyword: abuse, phrase: abuse, city: abuse }),
  },
};
