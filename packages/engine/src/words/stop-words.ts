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
  return (system === "yandex" || system === "plain" ? YANDEX : COMMON).has(word);
}
