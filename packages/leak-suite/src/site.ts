/** A page of the suite's rule set, by what decides it. */
export type PageName = "shared" | "static" | "private";

/** Where the app shows each page. */
export type PagePaths = Readonly<Record<PageName, string>>;

/** Paths of the pages in the suite's rule set. */
export const PAGE_PATHS: PagePaths = { shared: "/", static: "/about", private: "/account" };

/** Id of the slot whose text tells the answers of a page apart. */
export const HEADLINE_SLOTS: Readonly<Record<PageName, string>> = {
  shared: "hero.headline",
  static: "about.headline",
  private: "account.greeting",
};

/** A way into the shared page, and the headline that it must lead to. */
export interface Entrance {
  readonly query: Readonly<Record<string, string>>;
  readonly headline: string;
}

const CAMPAIGNS: Readonly<Record<string, string>> = {
  beginner: "Your first hour on the water",
  family: "A double kayak for two generations",
  night: "Paddle under the northern lights",
  winter: "Dry suits make January fine",
  rescue: "Learn to roll before you need it",
  guide: "Become a sea kayak guide",
  team: "Twelve colleagues and six boats",
  photo: "Seals close by and a dry camera",
};

const PHRASES: Readonly<Record<string, string>> = {
  "kayak lessons for kids": "Little paddles for six to twelve",
  "sea kayak rental": "Rent a sea kayak by the day",
};

/** Every way into the shared page: by campaign, then by ad phrase. */
export const ENTRANCES: readonly Entrance[] = [
  ...Object.entries(CAMPAIGNS).map(([campaign, headline]) => ({
    query: { utm_campaign: campaign },
    headline,
  })),
  ...Object.entries(PHRASES).map(([phrase, headline]) => ({
    query: { utm_source: "google", utm_medium: "cpc", utm_term: phrase },
    headline,
  })),
];

/** Texts of the shared page's button, one for each arm of the experiment. */
export const BUTTONS = ["Reserve a seat", "Save my seat"] as const;

/** Headline of the static page. */
export const STATIC_HEADLINE = "A school run by three paddlers";

/** Headlines of the private page, by what its visitor has done. */
export const GREETINGS = {
  newcomer: "Welcome, come and try a boat",
  booked: "Your boat is waiting at the pier",
} as const;

/** The event that makes a visitor one who has booked. */
export const BOOKING_EVENT = "Seat Booked";

/** Title of the shared page's offer, which must not be part of a page that is kept for all. */
export const OFFER_TITLE = "Coffee is on us this week";

/** A host that no page may name: only forged headers do. */
export const FORGED_HOST = "evil.example";

/** Texts of the slots when nothing decided. */
export const DEFAULT_HEADLINES: Readonly<Record<PageName, string>> = {
  shared: "Kayak lessons on the fjord",
  static: STATIC_HEADLINE,
  private: "Sign in to see your trips",
};
