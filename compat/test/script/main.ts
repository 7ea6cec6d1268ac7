import prepared from "facet:prepared";
import { answerAll } from "./answer.ts";

/** The answers as JSON. */
export async function run(): Promise<string> {
  return JSON.stringify(await answerAll(prepared));
}
