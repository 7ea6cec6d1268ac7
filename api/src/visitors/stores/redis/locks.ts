/** Keeps work of this process on the same names from colliding. */
export interface Locks {
  /** Runs work once everything handed in before on any of the names is done. */
  hold<T>(names: readonly string[], work: () => Promise<T>): Promise<T>;
}

/** Makes locks that are held by nobody. */
export function createLocks(): Locks {
  const lasts = new Map<string, Promise<unknown>>();

  return {
    hold(names, work) {
      // All names are queued for at once, so the order of calls is the order on each of them.
      const before = names.flatMap((name) => lasts.get(name) ?? []);
      const run = Promise.allSettled(before).then(work);
      for (const name of names) lasts.set(name, run);
      return run.finally(() => {
        for (const name of names) if (lasts.get(name) === run) lasts.delete(name);
      });
    },
  };
}
