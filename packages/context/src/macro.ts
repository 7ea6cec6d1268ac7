// Yandex and Google `{keyword}`, `{keyword:default}`, Microsoft `{QueryString}`, VK and Meta
// `{{banner_id}}`, TikTok `__CID__`, Yandex `#default#`.
const MACRO = String.raw`\{\{?\s*[\p{L}_][\p{L}\d_.:|\- ]{0,99}\}?\}|__[A-Z][A-Z0-9_]{0,60}__|#default#`;
const WHOLE = new RegExp(`^\\s*(?:${MACRO})\\s*$`, "u");
const PART = new RegExp(MACRO, "u");

/** Tells whether the whole value is an ad macro that the ad system did not fill in. */
export function isMacro(value: string): boolean {
  return WHOLE.test(value);
}

/** Tells whether a macro that was not filled in stands anywhere in the value. */
export function hasMacro(value: string): boolean {
  return PART.test(value);
}
