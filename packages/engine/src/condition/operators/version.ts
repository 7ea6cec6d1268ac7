import type { SignalValue } from "../../context.ts";
import { compareVersions } from "../semver.ts";
import type { Truth } from "../truth.ts";

/** Operators on versions. */
export type VersionOperator = "semverEq" | "semverGt" | "semverGte" | "semverLt" | "semverLte";

/** `semver.eq`, `semver.gt`, …: by the precedence of versions; what is no version is unknown. */
export function comparesVersion(is: VersionOperator, value: SignalValue, operand: string): Truth {
  const order = typeof value === "string" ? compareVersions(value, operand) : undefined;
  if (order === undefined) return "unknown";
  switch (is) {
    case "semverEq":
      return order === 0;
    case "semverGt":
      return order > 0;
    case "semverGte":
      return order >= 0;
    case "semverLt":
      return order < 0;
    case "semverLte":
      return order <= 0;
  }
}
