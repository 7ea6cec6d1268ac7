/**
 * How words of one kind inflect: the endings of all their forms, and behind which letters of the stem
 * they stand (any, where not said). `0` is the empty ending.
 */
interface Paradigm {
  readonly endings: string;
  readonly after?: string;
  /** Verbs also have reflexive forms, in -ся and -сь. */
  readonly verb?: true;
}

const HARD = "бвдзлмнпрстф";
const VELAR = "кгх";
const SIBILANT = "жшчщ";
const VOWELS = "аеиоуыэюя";

const PLURAL = "ам ами ах";
const SOFT_PLURAL = "ям ями ях";

const NOUNS: readonly Paradigm[] = [
  { endings: `0 а у ом е ы ов ${PLURAL} ья ьев ьям ьями ьях`, after: HARD },
  { endings: `0 а у ом е и ов ${PLURAL}`, after: VELAR },
  { endings: `0 а у ом ем е и ей ${PLURAL}`, after: SIBILANT },
  { endings: `0 а у ом ем е ы ов ев ${PLURAL}`, after: "ц" },
  { endings: `а ы е у ой ей ою ею 0 ${PLURAL}`, after: `${HARD}ц` },
  { endings: `а и е у ой ою 0 ${PLURAL}`, after: VELAR },
  { endings: `а и е у ой ей ою ею 0 ${PLURAL}`, after: SIBILANT },
  { endings: `о а у ом е и 0 ${PLURAL} ья ьев ьям ьями ьях`, after: `${HARD}${VELAR}` },
  { endings: `е о а у ем ом 0 ${PLURAL}`, after: `${SIBILANT}ц` },
  { endings: `е я ю ем ей ${SOFT_PLURAL}`, after: HARD },
  { endings: `ь я ю ем е и ей ${SOFT_PLURAL}`, after: HARD },
  { endings: `ь и ью ей ьми ${PLURAL} ${SOFT_PLURAL}`, after: `${HARD}${SIBILANT}` },
  { endings: `я и е ю ей ею ь 0 ${SOFT_PLURAL}`, after: HARD },
  { endings: `я и е ю ей ею й ${SOFT_PLURAL}`, after: VOWELS },
  { endings: `й я ю ем е и ев ${SOFT_PLURAL}`, after: VOWELS },
  { endings: `е я ю ем и й ев ${SOFT_PLURAL}`, after: "иь" },
  { endings: "ья ьи ье ью ьей ьею ьям ьями ьях ей" },
  { endings: "ье ья ью ьем ьи ий ьям ьями ьях", after: `${HARD}${SIBILANT}` },
  { endings: "енок енка енку енком енке ята ят ятам ятами ятах" },
  { endings: "онок онка онку онком онке ата ат атам атами атах", after: SIBILANT },
  { endings: "мя мени менем мена мен менам менами менах" },
];

const ADJECTIVES: readonly Paradigm[] = [
  { endings: "ый ой ая ое ые ого ому ым ом ых ую ою ыми", after: HARD },
  { endings: "ий ой ая ое ие ого ому им ом их ую ою ими", after: VELAR },
  { endings: "ий ой ая ее ое ие его ого ему ому им ем ом их ую ей ею ою ими", after: SIBILANT },
  { endings: "ий яя ее ие его ему им ем их юю ей ею ими", after: "лнр" },
];

/** Forms with the vowel of the infinitive. */
const past = (theme: string): string => `${theme}ть ${theme}л ${theme}ла ${theme}ло ${theme}ли`;
/** Forms of the present and future, and the imperative in й. */
const present = (theme: string): string =>
  `${theme}ю ${theme}ешь ${theme}ет ${theme}ем ${theme}ете ${theme}ют ${theme}й ${theme}йте`;
const SECOND = "ишь ит им ите ят ат и ь ьте";
const FIRST = "у ешь ет ем ете ут и ите ь ьте";

/** Puts what precedes the ending before each of them. */
const behind = (letters: string, endings: string): string =>
  endings.replaceAll(/\S+/g, (ending) => letters + ending);

const VERBS: readonly string[] = [
  `${past("а")} ${present("а")}`,
  `${past("я")} ${present("я")}`,
  `${past("е")} ${present("е")}`,
  `${past("ова")} ${present("у")}`,
  `${past("ева")} ${present("у")} ${present("ю")}`,
  `${past("ава")} ${present("а")} авай авайте`,
  `${past("и")} ${SECOND} ю у лю`,
  `${past("е")} ${SECOND} ю лю`,
  `${past("а")} у ишь ит им ите ат и`,
  `${past("ы")} ${present("о")}`,
  behind("н", `${past("у")} ${FIRST}`),
  `${behind("р", past("а"))} ${behind("ер", FIRST)}`,
  // The consonant before the ending changes: зарядить, заряжу; заказать, закажу.
  ...["д ж", "з ж", "с ш", "ст щ", "т ч", "т щ"].map((pair) => {
    const [own = "", other = ""] = pair.split(" ");
    return `${behind(own, `${past("и")} ${SECOND}`)} ${other}у`;
  }),
  ...["з ж", "с ш", "х ш", "к ч", "т ч", "ск щ"].map((pair) => {
    const [own = "", other = ""] = pair.split(" ");
    return `${behind(own, past("а"))} ${behind(other, FIRST)}`;
  }),
];

/** All Russian paradigms; the place in the list is the number of a paradigm. */
export const PARADIGMS: readonly Paradigm[] = [
  ...NOUNS,
  ...ADJECTIVES,
  ...VERBS.map((endings): Paradigm => ({ endings, verb: true })),
];
