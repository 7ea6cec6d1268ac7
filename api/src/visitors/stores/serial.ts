/** Runs work one after the other, in the order it was handed in. */
export type Serial = <T>(work: () => T | Promise<T>) => Promise<T>;

/** Makes a line of work of its own. */
export function createSerial(): Serial {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const run = last.then(work);
    last = run.catch(() => {});
    return run;
  };
}
