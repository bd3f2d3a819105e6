import { Command, InvalidArgumentError, Option } from 'commander';

export interface ChaosOptions {
  readonly short: boolean;
  readonly only: readonly string[];
  readonly seed: number;
  readonly repeat: number;
  readonly rate: number;
  readonly loadSeconds: number;
  /** How long Temporal stays down in F3. */
  readonly downSeconds: number;
  /** Processes in F13, F16, F20 and the sweep; each has its own default. */
  readonly size: number | undefined;
  /** Share of moments at which something goes wrong on purpose (DUBAN_BUGGIFY). */
  readonly buggify: number;
  readonly keep: boolean;
}

const count = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('A whole number from 1 on.');
  return value;
};
const share = (text: string): number => {
  const value = Number(text);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('A share from 0 to 1.');
  return value;
};

/** Reads the flags; prints the help and ends the process when asked to, or when something is wrong. */
export function readOptions(argv: readonly string[]): ChaosOptions {
  const given = new Command('npm run chaos --')
    .description('Breaks a real instance under load, by seed, and checks what was promised. The last line says what fell short.')
    .option('--short', 'F1–F6, F10 and F15 with ten-second loads and one seed: about four minutes', false)
    .addOption(new Option('--only <scenarios>', 'these alone, such as F3 or F1,F4 or sweep').argParser((text) => text.split(',').map((one) => one.trim())))
    .addOption(new Option('--seed <n>', 'repeats the choices of a run (default: the time)').argParser(count))
    .addOption(new Option('--repeat <n>', 'runs with following seeds (default: 5, short 1)').argParser(count))
    .addOption(new Option('--rate <n>', 'steps begun a second').argParser(count).default(20))
    .addOption(new Option('--load <seconds>', 'length of a load at the least (default: 60, short 10)').argParser(count))
    .addOption(new Option('--down <seconds>', 'how long Temporal stays down in F3 (default: 600, short 6)').argParser(count))
    .addOption(new Option('--size <n>', 'processes of F13, F16, F20 and sweep').argParser(count))
    .addOption(new Option('--buggify <share>', 'share of moments at which nudges and activities fail on purpose').argParser(share).default(0.05))
    .option('--keep', 'keep data folders and logs', false)
    .parse([...argv], { from: 'user' })
    .opts<{ short: boolean; only?: string[]; seed?: number; repeat?: number; rate: number; load?: number; down?: number; size?: number; buggify: number; keep: boolean }>();
  return {
    short: given.short,
    only: given.only ?? [],
    seed: given.seed ?? (Math.floor(Date.now() / 1_000) % 1_000_000) + 1,
    repeat: given.repeat ?? (given.short ? 1 : 5),
    rate: given.rate,
    loadSeconds: given.load ?? (given.short ? 10 : 60),
    downSeconds: given.down ?? (given.short ? 6 : 600),
    size: given.size,
    buggify: given.buggify,
    keep: given.keep,
  };
}
