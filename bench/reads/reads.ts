import { createPool } from '../../ledger/pool.ts';
import { ms, type Spread, spread } from '../figures.ts';
import { type Http, signIn } from '../http.ts';
import { startInstance } from '../instance.ts';
import type { Finding, Measure } from '../measure.ts';
import { readerPassword } from './district.ts';
import { type Amount, fiftieth, load, million } from './load.ts';
import { listeningApi, plansOf, readAsAWhole } from './plans.ts';
import { type Question, questionsOf } from './questions.ts';

const wantedMs = 100;
/** Each path is asked this often; the first time warms the server's code and its plans and does not count. */
const times = 4;
/** Readers at once in the mixed run: a busy hour of a city's offices. */
const together = 4;

interface Answered {
  readonly question: Question;
  readonly spread: Spread;
}

async function askOne(clients: ReadonlyMap<string, Http>, question: Question): Promise<Answered> {
  const http = clients.get(question.username);
  if (!http) throw new Error(`${question.username} is not signed in`);
  const taken: number[] = [];
  for (let n = 0; n <= times; n++) {
    for (const path of question.paths) {
      const began = performance.now();
      await http.get(path);
      if (n > 0) taken.push(performance.now() - began);
    }
  }
  return { question, spread: spread(taken) };
}

/** All questions by several readers at once, each path once. */
async function askTogether(clients: ReadonlyMap<string, Http>, questions: readonly Question[]): Promise<Spread> {
  const asks = questions.flatMap((question) => question.paths.map((path) => ({ username: question.username, path })));
  // Every third first, so that readers side by side do not ask the same.
  const waiting = [0, 1, 2].flatMap((rest) => asks.filter((_, index) => index % 3 === rest));
  const taken: number[] = [];
  await Promise.all(
    Array.from({ length: together }, async () => {
      for (let ask = waiting.pop(); ask; ask = waiting.pop()) {
        const began = performance.now();
        await clients.get(ask.username)?.get(ask.path);
        taken.push(performance.now() - began);
      }
    }),
  );
  return spread(taken);
}

/** Questions whose statements read a growing table as a whole. */
async function wholeReads(databaseUrl: string, questions: readonly Question[]): Promise<readonly string[]> {
  const api = await listeningApi(databaseUrl);
  try {
    const found: string[] = [];
    for (const question of questions) {
      for (const plan of await plansOf(api, question, question.paths.slice(0, 1)))
        found.push(...readAsAWhole(plan).map((table) => `${question.what} (${question.reader}): ${table}`));
    }
    return found;
  } finally {
    await api.close();
  }
}

const size = ({ campaigns, tasksPerCampaign, cases }: Amount): string => `${(campaigns * tasksPerCampaign).toLocaleString('en')} tasks, ${cases.toLocaleString('en')} cases`;

/** How long every kind of reader waits for every kind of list, figure and search in a ledger full of work. */
export const reads: Measure = {
  name: 'reads',
  title: 'Reads in a full ledger',
  inQuick: false,
  run: async (context) => {
    const { quick, log } = context;
    const amount = quick ? fiftieth : million;
    const instance = await startInstance(context);
    const began = performance.now();
    await load(instance.databaseUrl, amount, log);
    const loadedIn = (performance.now() - began) / 1_000;
    const pool = createPool({ url: instance.databaseUrl, max: 1, statementTimeoutMs: 0 });
    context.afterwards(() => pool.end());
    const questions = await questionsOf(pool);
    const clients = new Map<string, Http>();
    for (const { username } of questions) if (!clients.has(username)) clients.set(username, await signIn(instance.url, username, readerPassword));
    context.afterwards(() => {
      for (const client of clients.values()) client.close();
    });
    const answered: Answered[] = [];
    for (const question of questions) answered.push(await askOne(clients, question));
    const mixed = await askTogether(clients, questions);
    const slow = answered.filter((one) => one.spread.p95 > wantedMs);
    const [worst] = [...answered].sort((a, b) => b.spread.p95 - a.spread.p95);
    log(`asked ${answered.length} questions; slowest p95 ${worst ? `${ms(worst.spread.p95)}: ${worst.question.what}, ${worst.question.reader}` : '–'}`);
    const whole = await wholeReads(instance.databaseUrl, questions);
    const findings: readonly Finding[] = [
      {
        what: `every read at ${size(amount)}, p95`,
        seen: worst
          ? `slowest of ${answered.length}: ${ms(worst.spread.p95)} (${worst.question.what}, ${worst.question.reader}); ${slow.length} above the aim`
          : 'nothing was asked',
        aim: `${wantedMs} ms`,
        ok: answered.length > 0 && slow.length === 0,
      },
      {
        what: 'questions that read a growing table as a whole',
        seen: whole.length === 0 ? `none of ${questions.length}` : whole.slice(0, 5).join('; '),
        aim: 'none',
        ok: questions.length > 0 && whole.length === 0,
        judgedInQuick: true,
      },
      { what: `all questions mixed, ${together} readers at once, p50 / p95 / p99`, seen: `${ms(mixed.p50)} / ${ms(mixed.p95)} / ${ms(mixed.p99)}` },
      { what: `filling the ledger with ${size(amount)}`, seen: `${loadedIn.toFixed(0)} s` },
    ];
    return {
      findings,
      tables: [
        {
          title: `Time of a read over HTTP, signed in, at ${size(amount)}`,
          heads: ['what', 'reader', 'requests', 'p50', 'p95', 'max'],
          rows: answered.map(({ question, spread: { n, p50, p95, max } }) => [question.what, question.reader, String(n), ms(p50), ms(p95), ms(max)]),
        },
      ],
      notes: [
        'One reader at a time, each path four times after a first that does not count; API, database and reader share the machine.',
        'States come from the real rules and rows from the real projections, copied set by set with other ids, units, texts and days; two loads are the same rows.',
      ],
    };
  },
};
