import { measureState } from "./state.ts";

/** Measures decisions by where the visitor's state is and prints them. */
export async function reportState(): Promise<void> {
  console.log(
    "Decisions of returning visitors by where their state is: in process, all views kept, CPU time",
  );
  const figures = await measureState();
  const none = figures[0]?.measured?.decisionsPerSecond ?? Number.NaN;
  console.table(
    figures.map(({ state, measured }) =>
      measured === undefined
        ? { state, "decisions/CPU s": "redis-server is not installed" }
        : {
            state,
            "decisions/CPU s": Math.round(measured.decisionsPerSecond),
            "of none": Number((measured.decisionsPerSecond / none).toFixed(2)),
            "degraded, %": Number((measured.degraded * 100).toFixed(1)),
          },
    ),
  );
}
