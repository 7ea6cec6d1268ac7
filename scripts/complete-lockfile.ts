/**
 * `npm run lockfile`: adds to the lockfiles the optional packages of other platforms that npm left out
 * because its registry did not have them when the lock was written. Without an entry `npm ci` refuses
 * the lock, or asks the registry for it; with one it installs them where they exist and are needed.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

interface LockedPackage {
  readonly version?: string;
  readonly dev?: true;
  readonly link?: true;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const FILES = ["package-lock.json", "compat/package-lock.json"];
const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const PROCESSORS = ["arm64", "arm", "ia32", "ppc64", "riscv64", "s390x", "wasm32", "x64"];
/** Words of package names that npm has another word for. */
const NPM_WORDS: Readonly<Record<string, string>> = {
  "64": "x64",
  aarch64: "arm64",
  windows: "win32",
};
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

/** The entry of a package built for one platform, read from its name; none where the name has none. */
function platformEntry(name: string, version: string, parent: LockedPackage): object | undefined {
  const words = new Set(name.split(/[/-]/).map((word) => NPM_WORDS[word] ?? word));
  const os = SYSTEMS.filter((system) => words.has(system));
  const cpu = PROCESSORS.filter((processor) => words.has(processor));
  if (cpu.length === 0) return undefined;
  return {
    version,
    cpu,
    ...(parent.dev ? { dev: true } : {}),
    optional: true,
    ...(os.length === 0 ? {} : { os }),
  };
}

/** @returns how many packages were missing. */
function complete(file: string): number {
  const path = resolve(import.meta.dirname, "..", file);
  const lock = JSON.parse(readFileSync(path, "utf8")) as {
    packages: Record<string, LockedPackage>;
  };
  const { packages } = lock;
  let added = 0;
  for (const parent of Object.values(packages)) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const place = `node_modules/${name}`;
      if (Object.hasOwn(packages, place) || !EXACT.test(version)) continue;
      const entry = platformEntry(name, version, parent);
      if (!entry) continue;
      packages[place] = entry;
      added += 1;
    }
  }
  lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(path, `${JSON.stringify(lock, undefined, 2)}\n`);
  return added;
}

for (const file of FILES) {
  process.stdout.write(`${complete(file)} packages of other platforms added to ${file}.\n`);
}
