import { NOTHING, findValue, readFormTable, startOfLook, writeFormTable } from "./form-table.ts";
import type { FormTable } from "./form-table.ts";
import { hashKey } from "./hash.ts";
import { hashWords } from "./text-words.ts";
import type { TextWords } from "./text-words.ts";

/** The ad systems whose lists of phrases differ in what stop words are. */
export type StopWordSystem = "yandex" | "google" | "microsoft" | "plain";

/** Prepositions, conjunctions and articles: no system counts them as content. */
const FUNCTION_WORDS = [
  "а в во да для до же за и из или изо к ко ли либо между на над надо но о об обо от ото перед по под подо",
  "при про с со то у через чтобы",
  "a about an and as at but by for from if in into of off on or out over per than that the to up via with",
].join(" ");

/** Pronouns, particles and verbs without content of their own, to which Yandex gives no weight. */
const YANDEX_WORDS = [
  "без более бы был была были было быть вам вас весь вот все всего всех всю вся вы где даже его ее если есть как чем что",
  "еще ей ему ею здесь им ими их когда который кто лишь мне меня мной может мой моя мы нам нами нас наш не него",
  "нее ней нему нет ни ним ними них ну однако он она они оно очень раз сам свой себе себя так такой также там",
  "тебе тебя тем теми тех то того тоже той только том тому ту тут ты уж уже хотя чего чей чему чье чья эта эти",
  "это этого этой этом этому этот эту я",
  "am are be been did do does had has have he her him his i is it its me my no nor not our she so such their",
  "them then there these they this those us was we were what when where which who whom whose will you your",
].join(" ");

const COMMON: ReadonlySet<string> = new Set(FUNCTION_WORDS.split(" "));
const YANDEX: ReadonlySet<string> = new Set([...COMMON, ...YANDEX_WORDS.split(" ")]);

/**
 * Whether a word is a stop word: optional in a phrase unless an operator fixes it. Yandex leaves out
 * pronouns and particles too; in Google and Microsoft only words that do not change what is meant.
 *
 * @param word Folded.
 * @param system Whose phrase it is; `plain` phrases follow Yandex.
 */
export function isStopWord(word: string, system: StopWordSystem): boolean {
  return (hasYandexWords(system) ? YANDEX : COMMON).has(word);
}

function hasYandexWords(system: StopWordSystem): boolean {
  return system === "yandex" || system === "plain";
}

/** What the table keeps of a word: whether it is a stop word everywhere. */
const ONLY_YANDEX = 0;
const EVERYWHERE = 1;

const table = createTable();

function createTable(): FormTable {
  const words = [...YANDEX];
  const starts = Uint32Array.from({ length: words.length + 1 }, (_, word) => word);
  const terms = Uint32Array.from(words, (word) => (COMMON.has(word) ? EVERYWHERE : ONLY_YANDEX));
  for (let seed = 0; ; seed++) {
    const hashes = words.map((word) => hashKey(word, seed));
    const high = Uint32Array.from(hashes, (hash) => hash.high);
    const low = Uint32Array.from(hashes, (hash) => hash.low);
    const written = writeFormTable({ high, low, starts, terms }, { terms: 2, seed });
    if (written) return readFormTable(written);
  }
}

/** Positions of the stop words of a text, one bit each: {@link isStopWord} without making texts. */
export function stopPositions(words: TextWords, system: StopWordSystem): number {
  hashWords(words, table.seed);
  const least = hasYandexWords(system) ? ONLY_YANDEX : EVERYWHERE;
  let positions = 0;
  for (let position = 0; position < words.count; position++) {
    const start = startOfLook(table, words.highs[position] as number);
    const value = findValue(table, start, words.lows[position] as number);
    if (value !== NOTHING && value >= least) positions |= 1 << position;
  }
  return positions;
}
