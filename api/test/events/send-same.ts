// Sends one event again and again, all at the same time, into a file that other processes share.
// Arguments: file, message id, how often. Prints what the answers add up to.
import type { TrackResponse } from "@facet/protocol";
import { createSqliteStore } from "../../src/visitors/stores/sqlite.ts";
import { testApp } from "../fixtures/app.ts";

const [file = "", messageId = "", times = "0"] = process.argv.slice(2);
const store = createSqliteStore(file);
const app = await testApp({ store });
const answers = await Promise.all(
  Array.from({ length: Number(times) }, async () => {
    const response = await app.post("/v1/track", { event: "E", userId: "u1", messageId });
    return response.status === 200 ? ((await response.json()) as TrackResponse) : undefined;
  }),
);
const sum = (of: (answer: TrackResponse) => number) =>
  answers.reduce((total, answer) => total + (answer === undefined ? 0 : of(answer)), 0);
const stored = sum((answer) => answer.stored);
const duplicates = sum((answer) => answer.duplicates);
const failed = answers.filter((answer) => answer === undefined).length;
await app.close();
process.stdout.write(JSON.stringify({ stored, duplicates, failed }));
