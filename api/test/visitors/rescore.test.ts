import { ledgerEntries, type PointsRule, type Ruleset } from "@facet/engine";
import { describe, expect, it } from "vitest";
import { foldEntries } from "../../src/visitors/fold.ts";
import { rescore } from "../../src/visitors/rescore.ts";
import type { LogEntry } from "../../src/visitors/store.ts";
import type { VisitorState } from "../../src/visitors/visitor.ts";
import { artifact, shop } from "../fixtures/ruleset.ts";
import { event, MINUTE, NOW, told, traits, view } from "./facts.ts";

const DAY = 24 * 60;

function rulesWith(
  points: readonly PointsRule[],
  events: Ruleset["artifact"]["events"] = artifact.events,
): Ruleset {
  return shop({ scoring: { ...artifact.scoring, points }, events });
}

const SESSION = { id: "session", event: "Session Started", points: 1 };
const GUIDE = { id: "guide", event: "Guide Downloaded", points: 10, once: true } as const;
const before = rulesWith([SESSION, GUIDE, { id: "pricing", event: "Pricing Viewed", points: 3 }]);
const after = rulesWith(
  [
    { ...SESSION, points: 2 },
    { ...GUIDE, points: 20 },
    { id: "about", event: "About Viewed", points: 5 },
  ],
  { "About Viewed": { page: [["about"]] } },
);

const log: readonly LogEntry[] = told(
  view(0, { source: "a", channel: "Email" }, { path: "/okna/prices" }),
  event("Guide Downloaded", {}, { at: NOW + MINUTE }),
  view(10, {}, { path: "/about" }),
  traits(11, { role: "director" }),
  view(3 * DAY, {}, { path: "/okna/prices" }),
  event("Guide Downloaded", {}, { at: NOW + 3 * DAY * MINUTE }),
  view(3 * DAY + 5, {}, { path: "/about" }),
  view(6 * DAY, {}, { path: "/about" }),
).map(({ messageId, fact }) => ({
  site: "shop",
  messageId,
  visitorId: "v1",
  receivedAt: fact.at,
  fact,
}));

const live = foldEntries(before)(undefined, log, "v1");

const pointsOf = ({ history }: VisitorState): (readonly [string, number, number])[] =>
  ledgerEntries(history.ledger).map(({ rule, points, at }) => [rule, points, (at - NOW) / MINUTE]);

const countOf = ({ history }: VisitorState, name: string): number | undefined =>
  history.events[name]?.recent.length;

describe("scoring a visitor anew", () => {
  it("makes of a whole log what a replay makes, byte for byte", () => {
    const expected = JSON.stringify(foldEntries(after)(undefined, log, "v1"));
    const rescored = rescore(live, log, after);
    expect(JSON.stringify(rescored)).toBe(expected);
    expect(JSON.stringify(rescore(rescored, log, after))).toBe(expected);
    expect(pointsOf(rescored)).toEqual([
      ["session", 2, 0],
      ["guide", 20, 1],
      ["about", 5, 10],
      ["session", 2, 3 * DAY],
      ["about", 5, 3 * DAY + 5],
      ["about", 5, 6 * DAY],
      ["session", 2, 6 * DAY],
    ]);
  });

  it("counts the events of events.yaml by the new rules", () => {
    const rescored = rescore(live, log, after);
    expect(countOf(rescored, "About Viewed")).toBe(3);
    expect(countOf(rescored, "Pricing Viewed")).toBeUndefined();
    expect(countOf(rescored, "Guide Downloaded")).toBe(2);
  });

  it("keeps the entries of what the log does not tell of any more", () => {
    const purged = log.slice(4);
    const rescored = rescore(live, purged, after);
    expect(pointsOf(rescored)).toEqual([
      ["pricing", 3, 0],
      ["session", 1, 0],
      ["guide", 10, 1],
      ["session", 2, 3 * DAY],
      ["about", 5, 3 * DAY + 5],
      ["about", 5, 6 * DAY],
      ["session", 2, 6 * DAY],
    ]);
    expect(countOf(rescored, "Pricing Viewed")).toBe(1);
    expect(countOf(rescored, "Guide Downloaded")).toBe(2);
    expect(countOf(rescored, "About Viewed")).toBe(2);
    const { history: _, ...rest } = rescored;
    const { history: __, ...known } = live;
    expect(rest).toEqual(known);
  });

  it("is the same when it is done again with what is left of the log", () => {
    const purged = log.slice(4);
    const once = rescore(live, purged, after);
    expect(JSON.stringify(rescore(once, purged, after))).toBe(JSON.stringify(once));
    expect(JSON.stringify(rescore(live, purged, before))).toBe(JSON.stringify(live));
  });

  it("opens no session where a log begins in the middle of one", () => {
    const purged = log.slice(6);
    expect(pointsOf(rescore(live, purged, after)).filter(([rule]) => rule === "session")).toEqual([
      ["session", 1, 0],
      ["session", 1, 3 * DAY],
      ["session", 2, 6 * DAY],
    ]);
    expect(countOf(rescore(live, purged, after), "Session Started")).toBe(3);
  });

  it("takes the first view of a log for a session where it is not known any more", () => {
    const visits: LogEntry[] = Array.from({ length: 30 }, (_, i) => ({
      site: "shop",
      messageId: `v${i}`,
      visitorId: "v1",
      receivedAt: NOW,
      fact: view(i * 60),
    }));
    const regular = foldEntries(before)(undefined, visits, "v1");
    expect(pointsOf(rescore(regular, visits.slice(3), after))).toEqual(
      visits.map((_, i) => ["session", i < 3 ? 1 : 2, i * 60]),
    );
  });

  it("leaves alone whose log is gone", () => {
    expect(rescore(live, [], after)).toBe(live);
  });

  it("keeps points that are carried as one, unless the log has them", () => {
    const many: LogEntry[] = Array.from({ length: 150 }, (_, i) => ({
      site: "shop",
      messageId: `p${i}`,
      visitorId: "v1",
      receivedAt: NOW,
      fact: event("Guide Opened", {}, { at: NOW + i * MINUTE }),
    }));
    const old = rulesWith([{ id: "p", event: "Guide Opened", points: 1 }]);
    const now = rulesWith([{ id: "p", event: "Guide Opened", points: 2 }]);
    const busy = foldEntries(old)(undefined, many, "v1");
    const sum = (state: VisitorState): number =>
      ledgerEntries(state.history.ledger).reduce((total, { points }) => total + points, 0);
    expect(sum(rescore(busy, many, now))).toBe(300);
    expect(sum(rescore(busy, many.slice(60), now))).toBe(60 + 2 * 90);
  });
});
