import { inPageWords } from "../words.ts";

/** The few words that forms themselves say. */
export interface FormWords {
  readonly thanks: string;
  readonly failed: string;
}

const EN: FormWords = {
  thanks: "Thank you! We have got it.",
  failed: "That did not go through. Please try again.",
};
const RU: FormWords = {
  thanks: "Спасибо! Мы всё получили.",
  failed: "Не удалось отправить. Попробуйте ещё раз.",
};

/** The words of forms in the page's language. */
export function formWords(): FormWords {
  return inPageWords({ en: EN, ru: RU });
}
