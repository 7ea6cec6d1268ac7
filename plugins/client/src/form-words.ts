/** What to say of a field that has to be mended, by the `type` of its input. */
export type MistakeWords = ReadonlyMap<string, string>;

/** In English. The empty name stands for every other type. */
export const ENGLISH_MISTAKES: MistakeWords = new Map([
  ["", "Please check this field"],
  ["email", "Please check the address: it should look like name@example.com"],
  ["tel", "Please give a phone number, such as +44 20 7946 0018"],
  ["number", "Please give a number"],
  ["date", "Please give a date"],
]);

/** The same in Russian. */
export const RUSSIAN_MISTAKES: MistakeWords = new Map([
  ["", "Проверьте это поле"],
  ["email", "Проверьте адрес: он должен быть вида name@example.com"],
  ["tel", "Укажите номер телефона, например +7 495 123-45-67"],
  ["number", "Укажите число"],
  ["date", "Укажите дату"],
]);
