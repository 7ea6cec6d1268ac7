import { inPageWords } from "../words.ts";

/** The few words that offers themselves say. */
export interface OfferWords {
  readonly close: string;
  /** Name of an offer without a title. */
  readonly offer: string;
  readonly more: string;
}

const EN: OfferWords = { close: "Close", offer: "Offer", more: "More" };
const RU: OfferWords = { close: "Закрыть", offer: "Предложение", more: "Подробнее" };

/** The words of offers in the page's language. */
export function offerWords(): OfferWords {
  return inPageWords({ en: EN, ru: RU });
}
