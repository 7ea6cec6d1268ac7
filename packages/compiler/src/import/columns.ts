import { isSlotKey } from "../schema/scalar.ts";

/** What a column of an export is to a keyword list. */
export type Field =
  | "keyword"
  | "match"
  | "group"
  | "groupNumber"
  | "priority"
  | "campaign"
  | "campaignId"
  | "groupMinus"
  | "campaignMinus"
  | "recordType"
  | "recordId"
  | "parentId"
  | "status"
  | "phrase_id"
  | "targetid"
  | "ad_id"
  | "banner_id"
  | "gbid"
  | "adgroupid"
  | "param1"
  | "param2"
  | "other";

/** Names of columns as {@link headerKey} makes them, by what they are. */
const NAMES: Readonly<Record<Field, readonly string[]>> = {
  keyword: [
    "keyword",
    "keywords",
    "keywordtext",
    "phrase",
    "фраза(сминус-словами)",
    "фраза",
    "фразы",
    "ключеваяфраза",
    "ключевыефразы",
    "ключевоеслово",
  ],
  match: ["match", "matchtype", "criteriontype", "keywordtype", "типсоответствия"],
  group: ["group", "adgroup", "adgroupname", "названиегруппы", "группа", "группаобъявлений"],
  groupNumber: ["номергруппы", "№группы"],
  priority: ["priority"],
  campaign: ["campaign", "campaignname", "названиекампании", "кампания", "имякампании"],
  campaignId: ["campaignid", "idкампании", "№заказа", "номерзаказа", "номеркампании"],
  groupMinus: ["минус-фразынагруппу", "минус-слованагруппу", "adgroupnegativekeywords"],
  campaignMinus: ["минус-фразынакампанию", "минус-слованакампанию", "campaignnegativekeywords"],
  recordType: ["type"],
  recordId: ["id"],
  parentId: ["parentid"],
  status: ["status", "criterionstatus", "keywordstatus", "статусфразы"],
  phrase_id: ["phraseid", "idфразы", "idключевойфразы"],
  targetid: ["targetid", "keywordid", "criterionid", "idключевогослова"],
  ad_id: ["adid", "idобъявления"],
  banner_id: ["bannerid"],
  gbid: ["gbid", "idгруппы", "idгруппыобъявлений"],
  adgroupid: ["adgroupid"],
  param1: ["param1", "параметр1"],
  param2: ["param2", "параметр2"],
  other: [
    "типкампании",
    "типобъявления",
    "доп.объявлениегруппы",
    "заголовок",
    "заголовок1",
    "заголовок2",
    "текст",
    "ссылка",
    "отображаемаяссылка",
    "регион",
    "ставка",
    "headline1",
    "headline2",
    "headline3",
    "title",
    "description",
    "descriptionline1",
    "finalurl",
    "maxcpc",
    "bid",
    "clienttype",
    "syncdate",
  ],
};

const FIELDS: ReadonlyMap<string, Field> = new Map(
  (Object.keys(NAMES) as Field[]).flatMap((field) =>
    NAMES[field].map((name) => [name, field] as const),
  ),
);

/** A column's name in the form in which names are compared: without case, spaces, `_`, quotes and `ё`. */
export function headerKey(name: string): string {
  return name
    .normalize("NFC")
    .replace(/^="(.*)"$/s, "$1")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[\s_"*:\u200b\ufeff]+/gu, "");
}

/** What a column is by its name; `undefined` where the name says nothing. */
export function fieldOf(name: string): Field | undefined {
  return FIELDS.get(headerKey(name));
}

/** A slot that is a field of something; reports shorten names with a dot at the end (`Impr.`). */
const DOTTED = /[a-z\d]\.[a-z\d]/i;

/** Says whether a name may be that of a slot, or of a field of one. */
export function isSlotName(name: string): boolean {
  return isSlotKey(name.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
}

/** Says whether a name of an export may be that of a content column: a slot with a dot in it. */
export function isContentColumn(name: string): boolean {
  const slot = name.trim();
  return DOTTED.test(slot) && isSlotName(slot);
}

/** Says whether a name is one that an export or a keyword table has. */
export function isKnownColumn(name: string): boolean {
  return fieldOf(name) !== undefined || isContentColumn(name);
}
