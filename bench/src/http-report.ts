import { measureHttp } from "./http.ts";

/** Measures the servers and prints their requests per second. */
export async function reportHttp(): Promise<void> {
  console.log("HTTP: 32 connections, each server in its own process, load from this one");
  const figures = await measureHttp();
  const hello = figures[0]?.requestsPerSecond ?? Number.NaN;
  console.table(
    figures.map(({ name, requestsPerSecond }) => ({
      server: name,
      "requests/s": Math.round(requestsPerSecond),
      "of hello": Number((requestsPerSecond / hello).toFixed(2)),
    })),
  );
}
