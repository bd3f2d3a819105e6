/** Milliseconds of the processor that something takes, the best of so many runs: what runs beside it on the machine takes its own time besides. */
export function workOf(run: () => void, runs = 3): number {
  const times = Array.from({ length: runs }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.min(...times);
}

/** How many times the work of a tenth the whole takes: about 10 where work grows with the size, 100 where it grows with its square. Work too small to be measured counts as `least` ms. */
export const growth = (whole: number, tenth: number, least: number): number => Math.max(whole, least) / Math.max(tenth, least / 10);
