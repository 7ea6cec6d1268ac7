import { expect, it } from "vitest";
import { writeMetrics } from "../../src/metrics/exposition.ts";

it("metrics are written in Prometheus' text format", () => {
  expect(
    writeMetrics([
      {
        name: "facet_x_total",
        help: "What\nit \\ is.",
        type: "counter",
        samples: [{ labels: { a: 'say "hi"\n', b: "\\" }, value: 3 }, { value: 1 }],
      },
      { name: "facet_none", help: "Nothing.", type: "gauge", samples: [] },
    ]),
  ).toBe(
    [
      "# HELP facet_x_total What\\nit \\\\ is.",
      "# TYPE facet_x_total counter",
      'facet_x_total{a="say \\"hi\\"\\n",b="\\\\"} 3',
      "facet_x_total 1",
      "# HELP facet_none Nothing.",
      "# TYPE facet_none gauge",
      "",
    ].join("\n"),
  );
});
