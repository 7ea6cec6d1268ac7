const YANDEX = /#([^#]+)#/g;
const GOOGLE = /^\{(?:keyword|Keyword|KeyWord|KEYWORD):[^{}]*\}/;

/**
 * Turns the text of an ad into content: `#Пластиковые окна#` of Direct becomes an insertion of the
 * phrase with that default, `{KeyWord:…}` of Google stays, which the rules read as it is; any other
 * brace is text.
 */
export function toContentText(ad: string): string {
  let text = "";
  for (let at = 0; at < ad.length;) {
    const open = ad.indexOf("{", at);
    if (open < 0) return text + withPhrases(ad.slice(at), at === 0);
    text += withPhrases(ad.slice(at, open), at === 0);
    const [insertion = ""] = GOOGLE.exec(ad.slice(open)) ?? [];
    text += insertion === "" ? "{{" : insertion;
    at = open + Math.max(1, insertion.length);
  }
  return text;
}

function withPhrases(text: string, isStart: boolean): string {
  return text.replace(YANDEX, (_, fallback: string, offset: number) => {
    // A default ends at these, so such a text can only stand as it is.
    if (/[|{}]/.test(fallback)) return fallback;
    const filter = isStart && offset === 0 ? "|sentence" : "";
    return `{keyword.phrase${filter}|default:${fallback.trim()}}`;
  });
}
