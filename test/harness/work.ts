/** Milliseconds of the processor that something takes: what runs beside it on the machine takes its own time besides. */
function workOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Measured so often before it is believed that something takes too long: a machine under load makes single runs dear, what grows too fast stays dear in the best of all. */
const believedAfter = 6;

/** The work of each of these, the best of all its runs; run again while it `isTooMuch`. */
export function leastWork<K extends string>(of: Readonly<Record<K, () => void>>, isTooMuch: (work: Readonly<Record<K, number>>) => boolean): Readonly<Record<K, number>> {
  const names = Object.keys(of) as K[];
  const best = Object.fromEntries(names.map((name) => [name, workOf(of[name])])) as Record<K, number>;
  for (let time = 1; time < believedAfter && isTooMuch(best); time++) for (const name of names) best[name] = Math.min(best[name], workOf(of[name]));
  return best;
}

/** How many times the work of a tenth the whole takes: about 10 where work grows with the size, 100 where it grows with its square. Work too small to be measured counts as `least` ms. */
export const growth = (whole: number, tenth: number, least: number): number => Math.max(whole, least) / Math.max(tenth, least / 10);
