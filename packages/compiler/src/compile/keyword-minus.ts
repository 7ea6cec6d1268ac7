import type { KeywordList } from "@facet/engine";
import { readKeyword, readMinusPhrases } from "../keyword/index.ts";
import type { BuiltList, MinusSource } from "../keyword/index.ts";
import type { LoadedKeywordList } from "../load/located.ts";
import { complain, rootOf, within } from "./spot.ts";
import type { Spot } from "./spot.ts";

type Platform = KeywordList["platform"];

/**
 * Collects the minus phrases of a list and of its groups: from the list's file, from the files that
 * several lists share, and the negative keywords of its table. All apply at once.
 */
export function readListMinus(
  item: LoadedKeywordList,
  platform: Platform,
): Pick<BuiltList, "minus" | "groupMinus"> {
  const { value, minusFiles } = item;
  const spot = rootOf(item);
  const minus: MinusSource[] = readWritten(value.minus, platform, within(spot, "minus"));
  for (const { file, text } of minusFiles) {
    minus.push(...readText(text, platform, { spot: within(spot, "minusFrom"), file }));
  }
  const groupMinus = new Map<string, MinusSource[]>();
  for (const [name, group] of Object.entries(value.groups ?? {})) {
    const at = within(spot, "groups", name, "minus");
    groupMinus.set(name, readWritten(group.minus, platform, at));
  }
  for (const { group, negative } of negativeKeywords(item, platform)) {
    const own = group === undefined ? minus : (groupMinus.get(group) ?? []);
    own.push(negative);
    if (group !== undefined) groupMinus.set(group, own);
  }
  return { minus, groupMinus };
}

interface NegativeKeyword {
  readonly group: string | undefined;
  readonly negative: MinusSource;
}

/** Rows such as `-free`, which Google and Microsoft have among the keywords. */
function negativeKeywords({ table }: LoadedKeywordList, platform: Platform): NegativeKeyword[] {
  return (table?.rows ?? []).flatMap((row) => {
    if (!row.keyword.startsWith("-")) return [];
    const { negative } = readKeyword(row, platform);
    return negative ? [{ group: row.group, negative }] : [];
  });
}

type Written = LoadedKeywordList["value"]["minus"];

function readWritten(written: Written, platform: Platform, spot: Spot): MinusSource[] {
  const texts = written === undefined ? [] : [written].flat();
  return texts.flatMap((text) => readText(text, platform, { spot }));
}

interface TextPlace {
  readonly spot: Spot;
  /** The file that the text is from, where it is not the list's own. */
  readonly file?: string;
}

function readText(
  text: string,
  platform: Platform,
  { spot, file }: TextPlace,
): readonly MinusSource[] {
  const { minus, issues } = readMinusPhrases(text, platform);
  for (const { code, message, suggestion } of issues) {
    const where = file === undefined ? "" : `${file}: `;
    complain(spot, { severity: "warning", code, message: `${where}${message}`, suggestion });
  }
  return minus;
}
