import { PARAMETERS } from "./preview.ts";

/** A ready-made visitor: what it is called, and its query string. */
export interface Preset {
  readonly label: string;
  readonly search: string;
}

interface Look {
  readonly query?: string;
  readonly city?: string;
  readonly visits?: number;
  readonly score?: number;
}

const OKNA: readonly Preset[] = [
  preset("Первый визит", { visits: 1, score: 0 }),
  preset("«купить пластиковые окна недорого»", {
    query: "купить пластиковые окна недорого",
    city: "Москва",
    visits: 1,
    score: 1,
  }),
  preset("«окна для дачи»", { query: "окна для дачи", city: "Тверь", visits: 1, score: 1 }),
  preset("«тихие окна»", { query: "тихие окна", visits: 1, score: 1 }),
  preset("Из Владимира, без запроса", { city: "Владимир", visits: 1, score: 1 }),
  preset("Вернулся второй раз", { city: "Москва", visits: 2, score: 12 }),
  preset("Горячий лид", { city: "Москва", visits: 3, score: 65 }),
];

const BIKES: readonly Preset[] = [
  preset("First visit", { visits: 1, score: 0 }),
  preset("Took the guide", { visits: 2, score: 12 }),
  preset("Looked at prices", { visits: 3, score: 45 }),
  preset("“commuter bike”", { query: "commuter bike", visits: 1, score: 1 }),
  preset("“first mountain bike”", { query: "first mountain bike", visits: 1, score: 1 }),
];

/** Cities that the free field suggests. */
export const CITIES = [
  "Москва",
  "Санкт-Петербург",
  "Казань",
  "Тверь",
  "Владимир",
  "Екатеринбург",
] as const;

/** Phrases that the free field suggests, by page. */
export const PHRASES: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "okna",
    [
      "купить пластиковые окна недорого",
      "дешевые окна пвх",
      "окна для дачи",
      "окна для загородного дома",
      "тихие окна",
      "теплые окна",
      "остекление балкона",
    ],
  ],
  ["bikes", ["commuter bike", "first mountain bike", "beginner hardtail"]],
]);

/** Ready-made visitors of a page; none where the page is not the demo's. */
export function presetsOf(page: string | null): readonly Preset[] {
  if (page === "okna") return OKNA;
  return page === "bikes" ? BIKES : [];
}

function preset(label: string, look: Look): Preset {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(look)) {
    search.set(PARAMETERS[name as keyof Look], String(value));
  }
  return { label, search: `?${search}` };
}
