/**
 * `npm run lockfile`: adds to package-lock.json the optional packages of other platforms that npm
 * left out because its registry did not have them when the lock was written. Without an entry
 * `npm ci` refuses the lock everywhere; with one it installs them where they exist and are needed.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

interface LockedPackage {
  readonly version?: string;
  readonly dev?: true;
  readonly link?: true;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const FILE = resolve(import.meta.dirname, "../package-lock.json");
const SYSTEMS = ["android", "darwin", "freebsd", "linux", "openharmony", "win32"];
const PROCESSORS = ["arm64", "arm", "ia32", "ppc64", "riscv64", "s390x", "wasm32", "x64"];
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

/** The entry of a package built for one platform, read from its name; none where the name has none. */
function platformEntry(name: string, version: string, parent: LockedPackage): object | undefined {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  if (cpu.length === 0) return undefined;
  return {
    version,
    cpu,
    ...(parent.dev ? { dev: true } : {}),
    optional: true,
    ...(os.length === 0 ? {} : { os }),
  };
}

const lock = JSON.parse(readFileSync(FILE, "utf8")) as { packages: Record<string, LockedPackage> };
const { packages } = lock;
const added: string[] = [];
for (const parent of Object.values(packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`;
    if (Object.hasOwn(packages, place) || !EXACT.test(version)) continue;
    const entry = platformEntry(name, version, parent);
    if (!entry) continue;
    packages[place] = entry;
    added.push(`${name} ${version}`);
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(FILE, `${JSON.stringify(lock, undefined, 2)}\n`);
process.stdout.write(`${added.length} packages of other platforms added to package-lock.json.\n`);
