import { watch } from "chokidar";
import { createSwap, type Swap, type SwapOptions } from "./swap.ts";
import type { RulesetSource } from "./source.ts";

/** Options of {@link createFolderSource}. */
export interface FolderSourceOptions extends SwapOptions {
  /** Path of the rules folder. */
  readonly folder: string;
  /** Follow edits, default true. */
  readonly watch?: boolean;
}

/** Edits come in bursts: an editor saves, formats and saves again. */
const SETTLE_MS = 80;
/** A folder that could not be loaded may be missing, or on a disk that is not there yet. */
const RETRY_MS = 2_000;

/**
 * Serves the rules of a folder and follows its edits. Resolves after the first attempt to load,
 * good or not.
 */
export async function createFolderSource(options: FolderSourceOptions): Promise<RulesetSource> {
  const swap = createSwap(options);
  await swap.load();
  const stop = options.watch === false ? async (): Promise<void> => {} : follow(options, swap);
  return {
    current: () => swap.current(),
    recent: () => swap.recent(),
    loadedAt: () => swap.loadedAt(),
    reload: () => swap.reload(),
    close: stop,
  };
}

function follow({ folder, log }: FolderSourceOptions, swap: Swap): () => Promise<void> {
  let settle: NodeJS.Timeout | undefined;
  const reloadSoon = (): void => {
    clearTimeout(settle);
    settle = setTimeout(() => void swap.load(), SETTLE_MS);
  };
  const watcher = watch(folder, { ignoreInitial: true });
  watcher.on("all", reloadSoon);
  watcher.on("error", (error) => {
    log.error({ err: error, folder }, "the rules folder cannot be watched");
  });
  const retry = setInterval(() => {
    if (swap.reload().state === "failed") reloadSoon();
  }, RETRY_MS);
  retry.unref();
  return async () => {
    clearTimeout(settle);
    clearInterval(retry);
    await watcher.close();
  };
}
