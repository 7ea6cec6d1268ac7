const ROUND_MS = 200;
const ROUNDS = 7;

/**
 * CPU time of one call, in nanoseconds: the median of several rounds after a warm-up, user and
 * system time of the process, so that other work on the machine counts as little as it can.
 *
 * @param call what is measured; gets a running number to rotate its input by.
 */
export function cpuNanoseconds(call: (turn: number) => unknown): number {
  let turn = 0;
  const round = (): number => {
    const before = process.cpuUsage();
    const until = performance.now() + ROUND_MS;
    let calls = 0;
    while (performance.now() < until) {
      for (let i = 0; i < 64; i++) call(turn++);
      calls += 64;
    }
    const { user, system } = process.cpuUsage(before);
    return ((user + system) * 1_000) / calls;
  };
  round();
  return median(Array.from({ length: ROUNDS }, round));
}

/** Middle value of an odd number of figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}
