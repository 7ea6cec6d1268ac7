/** The few words that the runtime itself says. */
export interface Words {
  readonly close: string;
  /** Name of an offer without a title. */
  readonly offer: string;
  readonly more: string;
  readonly send: string;
  readonly thanks: string;
  readonly failed: string;
}

const WORDS: Readonly<Record<"en" | "ru", Words>> = {
  en: {
    close: "Close",
    offer: "Offer",
    more: "More",
    send: "Send",
    thanks: "Thank you! We have got it.",
    failed: "That did not go through. Please try again.",
  },
  ru: {
    close: "Закрыть",
    offer: "Предложение",
    more: "Подробнее",
    send: "Отправить",
    thanks: "Спасибо! Мы всё получили.",
    failed: "Не удалось отправить. Попробуйте ещё раз.",
  },
};

/** The words in the page's language; English where it is not known. */
export function words(): Words {
  return document.documentElement.lang.startsWith("ru") ? WORDS.ru : WORDS.en;
}
