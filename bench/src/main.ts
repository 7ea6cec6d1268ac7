/** `npm run bench`: Facet beside its peers, in one run on one machine. */
import { measureDecisions } from "./decisions.ts";
import { measureHttp } from "./http.ts";

const perSecond = (ns: number): number => Math.round(1e9 / ns);

console.log("Decisions in process: the same rules and visitors, CPU time");
console.table(
  measureDecisions().map(({ rules, facetNs, growthBookNs }) => ({
    rules,
    "Facet, decisions/s": perSecond(facetNs),
    "GrowthBook, decisions/s": perSecond(growthBookNs),
    ratio: Number((growthBookNs / facetNs).toFixed(1)),
  })),
);

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
