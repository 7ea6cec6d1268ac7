const EMAIL = /\S@\S/u;
/** Seven digits or more, as telephone, card and document numbers have them, however they are grouped. */
const LONG_NUMBER = /(?:\d[\s().\-–—/]{0,3}){6}\d/u;

/**
 * Whether a text may say who somebody is: it holds an e-mail address, or a number long enough to be
 * one of a telephone, a card or a document.
 */
export function looksPersonal(text: string): boolean {
  return EMAIL.test(text) || LONG_NUMBER.test(text);
}
