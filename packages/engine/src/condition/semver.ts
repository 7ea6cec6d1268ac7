/** A version split for comparison. */
interface Version {
  readonly core: readonly number[];
  /** Dot-separated identifiers after `-`; empty for a release. */
  readonly prerelease: readonly string[];
}

const VERSION =
  /^[vV]?(\d{1,15})(?:\.(\d{1,15}))?(?:\.(\d{1,15}))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z.-]+)?$/;

/** Whether a text can be compared as a version: `2`, `2.1`, `v2.1.0-rc.1+build`. */
export function isVersion(text: string): boolean {
  return VERSION.test(text);
}

/**
 * Compares two versions by the precedence of Semantic Versioning 2.0.0, section 11. Missing minor
 * and patch numbers are 0; build metadata does not count.
 *
 * @returns negative, 0 or positive, or `undefined` where one of them is no version.
 */
export function compareVersions(a: string, b: string): number | undefined {
  const left = parseVersion(a);
  const right = parseVersion(b);
  if (!left || !right) return undefined;
  for (let i = 0; i < 3; i++) {
    const difference = (left.core[i] ?? 0) - (right.core[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return comparePrereleases(left.prerelease, right.prerelease);
}

function parseVersion(text: string): Version | undefined {
  const match = VERSION.exec(text);
  if (!match) return undefined;
  return {
    core: [Number(match[1]), Number(match[2] ?? 0), Number(match[3] ?? 0)],
    prerelease: match[4]?.split(".") ?? [],
  };
}

function comparePrereleases(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = compareIdentifiers(a[i] ?? "", b[i] ?? "");
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareIdentifiers(a: string, b: string): number {
  const aNumeric = /^\d+$/.test(a);
  const bNumeric = /^\d+$/.test(b);
  if (aNumeric !== bNumeric) return aNumeric ? -1 : 1;
  // Numbers of any size: the longer is the larger, equal lengths compare like text.
  const left = aNumeric ? a.replace(/^0+(?=\d)/, "") : a;
  const right = bNumeric ? b.replace(/^0+(?=\d)/, "") : b;
  if (aNumeric && left.length !== right.length) return left.length - right.length;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
