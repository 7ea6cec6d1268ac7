import * as z from "zod";

/** Answer of `GET /healthz`: the process is up. */
export const healthSchema = z.object({ status: z.literal("ok") }).meta({ id: "Health" });

/** Answer of `GET /readyz` where the service can do its whole work. */
export const readinessSchema = z
  .object({
    status: z.literal("ready"),
    checks: z.record(z.string(), z.string()).describe("Part → `ok`, or what limps."),
  })
  .meta({ id: "Readiness" });
export type Readiness = z.infer<typeof readinessSchema>;
