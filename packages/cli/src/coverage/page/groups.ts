import type { CoverageReport } from "@facet/compiler";
import { formatCost, formatCount, formatNumberOf, groupName } from "../figures.ts";
import { meter } from "./charts.ts";
import { part, weightOf } from "./lengths.ts";
import { html } from "./markup.ts";
import type { Part } from "./markup.ts";
import { section, table } from "./tables.ts";

/** Where the terms that matched went, and the groups without any. */
export function groupsSection({ groups: all, idleGroups }: CoverageReport): Part {
  if (all.length === 0 && idleGroups.length === 0) return undefined;
  const most = Math.max(...all.map(weightOf), 0);
  return section(
    { id: "groups", title: "Groups", lead: "Where the terms that matched went.", long: true },
    html`${
      all.length === 0
        ? ""
        : table(
            [
              {
                name: "Group",
                kind: "term",
                cell: (group) => html`${groupName(group)}<small>${group.list}</small>`,
              },
              {
                name: "",
                kind: "meter",
                cell: (group) => meter(part(weightOf(group), most), "identical"),
              },
              { name: "Clicks", kind: "number", cell: ({ clicks }) => formatCount(clicks) },
              { name: "Cost", kind: "number", cell: ({ cost }) => formatCost(cost) },
              {
                name: "Phrases reached",
                kind: "number",
                cell: ({ reached, phrases }) =>
                  `${formatCount(reached)} of ${formatCount(phrases)}`,
              },
            ],
            all,
          )
    }${idle(idleGroups)}`,
  );
}

function idle(idleGroups: CoverageReport["idleGroups"]): Part {
  if (idleGroups.length === 0) return undefined;
  return html`<p class="lead idle">No term of the report came to these groups:</p>
    <ul class="chips">
      ${idleGroups.map((group) => html`<li class="chip">${groupName(group)}</li>`)}
    </ul>`;
}

/** Phrases that no term reached; nothing where all were. */
export function unreachedSection({ phrases }: CoverageReport): Part {
  const rest = phrases.total - phrases.reached;
  if (rest === 0) return undefined;
  return section(
    {
      id: "unreached",
      title: "Phrases that no term reached",
      lead: `${formatCount(rest)} of ${formatNumberOf(phrases.total, "phrase")}. In a short report many will be missing.`,
    },
    html`<details>
      <summary>The first ${formatCount(phrases.unreached.length)}</summary>
      <ul>
        ${phrases.unreached.map(({ phrase }) => html`<li>${phrase}</li>`)}
      </ul>
    </details>`,
  );
}
