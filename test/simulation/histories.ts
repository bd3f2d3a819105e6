import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';

/** A kind of history: how one is drawn, and how it is played. Playing throws when the product and the model disagree. */
export interface Simulation<H> {
  /** Names the kind; kept histories carry it. */
  readonly story: string;
  readonly histories: fc.Arbitrary<H>;
  readonly play: (history: H) => void | Promise<void>;
  /** Histories a run, unless DUBAN_HISTORIES says otherwise. */
  readonly runs: number;
}

/** A history that once failed. */
export interface Kept {
  readonly file: string;
  readonly story: string;
  /** What went wrong when it was found. */
  readonly why: string;
  readonly history: unknown;
}

/** A failing history is made shorter for so long at most; what is found by then is short enough to read. */
const shrinkForMs = 20_000;

const keptFolder = new URL('kept/', import.meta.url);

/** Every kept history, of every kind. */
const keptHistories = (): readonly Kept[] =>
  readdirSync(keptFolder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ file, ...(JSON.parse(readFileSync(new URL(file, keptFolder), 'utf8')) as Omit<Kept, 'file'>) }));

const numberFrom = (name: string): number | undefined => {
  const text = process.env[name];
  if (text === undefined || text === '') return undefined;
  const number = Number(text);
  if (!Number.isInteger(number)) throw new RangeError(`${name} must be a whole number, not ${text}`);
  return number;
};

/** The same histories on every ordinary run; nightly ones name other seeds by DUBAN_SEED. */
const usualSeed = 7;

/** The seed of this run: DUBAN_SEED, else the usual one. */
const seedOfRun = (): number => numberFrom('DUBAN_SEED') ?? usualSeed;

/**
 * Plays the kept histories of a kind, then random ones. The first that fails is made as short as possible and written to a file outside the project; the error names the seed,
 * the command that plays the same histories again, and the file to keep. Answers how many random histories were played.
 */
export async function simulate<H>(simulation: Simulation<H>): Promise<number> {
  const { story, play } = simulation;
  for (const kept of keptHistories().filter((one) => one.story === story)) {
    try {
      await play(kept.history as H);
    } catch (error) {
      throw new Error(`the kept history ${kept.file} fails again (${kept.why}): ${textOf(error)}`, { cause: error });
    }
  }
  const seed = seedOfRun();
  const numRuns = numberFrom('DUBAN_HISTORIES') ?? simulation.runs;
  let failedAt: number | undefined;
  const details = await fc.check(
    fc.asyncProperty(simulation.histories, async (history) => {
      if (failedAt !== undefined && Date.now() - failedAt > shrinkForMs) return;
      try {
        await play(history);
      } catch (error) {
        failedAt ??= Date.now();
        throw error;
      }
    }),
    { seed, numRuns },
  );
  if (details.failed) throw failure(story, seed, details);
  return details.numRuns;
}

function failure<H>(story: string, seed: number, details: fc.RunDetails<[H]>): Error {
  const again = `DUBAN_SEED=${seed} npm test -- --testPathPatterns=test/simulation/${story}`;
  const folder = join(tmpdir(), 'duban-histories');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${story}-${seed}.json`);
  const why = textOf(details.errorInstance).split('\n')[0] ?? '';
  writeFileSync(file, `${JSON.stringify({ story, why, history: details.counterexample?.[0] }, undefined, 2)}\n`);
  return new Error(
    `${story}: a history fails (seed ${seed}, after ${details.numRuns} histories, shortened ${details.numShrinks} times).\n` +
      `Again with: ${again}\nThe short history: ${file}; copy it to test/simulation/kept/ to keep it.\n${textOf(details.errorInstance)}`,
  );
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
