/** What a record of a Microsoft bulk file is to a keyword list. */
export type MicrosoftRecord = "keyword" | "negative" | "campaign negative" | "other";

/** Reads the column `Type` of a Microsoft bulk file, which mixes records of many kinds. */
export function readMicrosoftRecord(type: string): MicrosoftRecord {
  switch (type.toLowerCase()) {
    case "keyword":
      return "keyword";
    case "ad group negative keyword":
    case "negative keyword":
      return "negative";
    case "campaign negative keyword":
      return "campaign negative";
    default:
      return "other";
  }
}
