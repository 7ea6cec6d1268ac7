import { FACET_NAME } from "./events/facet.ts";
import { measureTracking } from "./events/http.ts";
import { measureEvents } from "./events/measure.ts";

const CLIENTS = [1, 8, 64];

/** Measures how many events a second are kept durably, and prints it. */
export async function reportEvents(): Promise<void> {
  console.log("Events on disk in SQLite (synchronous=FULL): each client waits for each event");
  const rows = [];
  for (const clients of CLIENTS) {
    const figures = await measureEvents(clients);
    const facet = figures.find(({ name }) => name === FACET_NAME)?.eventsPerSecond ?? Number.NaN;
    for (const { name, eventsPerSecond } of figures) {
      rows.push({
        clients,
        "what keeps them": name,
        "events/s": Math.round(eventsPerSecond),
        "Facet to it": Number((facet / eventsPerSecond).toFixed(2)),
      });
    }
    const tracked = await measureTracking(clients);
    rows.push({ clients, "what keeps them": "POST /v1/track", "events/s": Math.round(tracked) });
  }
  console.table(rows);
}
