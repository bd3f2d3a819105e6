import { register } from '../../app/demo/load.ts';
import { type Actor, system } from '../../domain/process/actor.ts';
import type { OrgImportCommand } from '../../domain/register/org-import.ts';
import { countShares } from '../../domain/task/shares.ts';
import type { TaskState } from '../../domain/task/state.ts';
import { isPassing, type Ledger } from '../../ledger/ledger.ts';
import { verify } from '../../ledger/verify.ts';
import { type LedgerBench, launchCommand, moveClock, newId, openLedger } from '../ledger/fixture.ts';

/** Healthy settings of Langfang in seven types: 32 + 58 + 19 + 38 + 36 + 258 + 783. */
const settings = 1_224;
/** Commands in flight. */
const atOnce = 4;
/** Settings registered in one transaction. */
const batch = 306;
const nameOf = (number: number): string => `健康细胞${number}号`;
const day = 86_400_000;

let bench: LedgerBench;
const campaignId = newId();
let units: readonly string[] = [];
/** Who keeps the ledger of every setting but the late one's; and its own. */
let keeper = '';
let laggard = '';

const execute = async (request: Parameters<Ledger['execute']>[0]): Promise<void> => {
  const outcome = await bench.ledger.execute(request);
  if (!outcome.ok) throw new Error(`${request.command.type}: ${outcome.code}`);
};

/** Registers settings from the `first` to before the `end`, each with a liaison officer, as an import does: in one transaction. */
async function importSettings(first: number, end: number): Promise<void> {
  const numbers = Array.from({ length: end - first }, (_, index) => first + index);
  const command: OrgImportCommand = {
    type: 'import',
    source: `settings ${first}`,
    known: [],
    rows: {
      units: numbers.map((number) => ({ row: number, name: nameOf(number), parent: '演示区人民政府', kind: 'community' })),
      people: [],
      posts: numbers.map((number) => ({ row: number, unit: nameOf(number), title: '联络员', role: 'liaisonOfficer', username: number === settings ? 'laggard' : 'keeper' })),
      parties: [],
    },
    partyIds: {},
    personIds: {},
  };
  await execute({ type: 'orgImport', id: newId(), creates: true, command, actor: system });
}

/** Does something for each, some at once. */
async function forEach<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  const rest = all.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const one of rest) await act(one);
    }),
  );
}

const liaison = (unitId: string): Actor => ({ ref: { by: 'person', personId: unitId === units.at(-1) ? laggard : keeper, unitId }, role: 'liaisonOfficer', unitId });
const office = (): Actor => bench.district.acting.actor('office');
const tasks = async (): Promise<ReadonlyMap<string, TaskState>> =>
  new Map(
    (await bench.pool.query<{ id: string; state: TaskState }>("SELECT id, state FROM process WHERE parent_id = $1 AND type = 'task'", [campaignId])).rows.map(({ id, state }) => [
      id,
      state,
    ]),
  );
const wholeOf = (all: ReadonlyMap<string, TaskState>): readonly [string, TaskState] => {
  const found = [...all].find(([, { kind }]) => kind === 'eachUnit');
  if (!found) throw new Error('no whole');
  return found;
};
const counted = async () => {
  const all = await tasks();
  return countShares(wholeOf(all)[1], all, (await bench.ledger.moment()).now);
};

beforeAll(async () => {
  bench = await openLedger();
  keeper = await register(bench.ledger, 'person', { type: 'register', name: '健康细胞台账员', username: 'keeper' } as { readonly type: string });
  laggard = await register(bench.ledger, 'person', { type: 'register', name: '未报送单位联络员', username: 'laggard' } as { readonly type: string });
  for (let first = 1; first <= settings; first += batch) await importSettings(first, Math.min(first + batch, settings + 1));
  const { rows } = await bench.pool.query<{ id: string; name: string }>("SELECT id, name FROM unit_record WHERE kind = 'community' AND name LIKE '健康细胞%'");
  const ids = new Map(rows.map(({ id, name }) => [name, id]));
  units = Array.from({ length: settings }, (_, index) => ids.get(nameOf(index + 1)) ?? '');
});
afterAll(() => bench?.stop());

describe(`a task that each of ${settings} settings has a share of`, () => {
  test('is launched as one whole with as many shares, one for each unit, each watched and told of once', async () => {
    const command = await launchCommand(bench, { tasks: 1, task: { kind: 'eachUnit', unitIds: units, leadUnitId: undefined } });
    const launch = (): Promise<void> => execute({ type: 'campaign', id: campaignId, creates: true, command, actor: office() });
    // A transaction that a busy machine lets wait for longer than the ledger holds it open is cut off and leaves nothing: asked for again as by a client, but once, and not in silence.
    await launch().catch((error: unknown) => {
      if (!isPassing(error)) throw error;
      process.stderr.write(`the launch of ${settings} shares was cut off and is asked for once more: ${error instanceof Error ? (error.cause ?? error) : error}\n`);
      return launch();
    });
    expect(await counted()).toEqual({ all: settings, accepted: 0, overdue: 0 });
    const [wholeId, whole] = wholeOf(await tasks());
    const shares = [...(await tasks())].filter(([id]) => id !== wholeId);
    expect(shares.map(([id]) => id).sort()).toEqual([...whole.childTaskIds].sort());
    expect(shares.map(([, { leadUnitId }]) => leadUnitId).sort()).toEqual([...units].sort());
    const { rows } = await bench.pool.query<{ person: string; told: number; tasks: number }>(
      `SELECT person_id AS person, count(*)::int AS told, count(DISTINCT process_id)::int AS tasks FROM notice WHERE kind = 'taskIssued' GROUP BY person_id ORDER BY 2`,
    );
    expect(rows).toEqual([
      { person: laggard, told: 1, tasks: 1 },
      { person: keeper, told: settings - 1, tasks: settings - 1 },
    ]);
    // A workflow for each: the campaign's, the whole's, the shares'.
    const watched = await bench.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM watch w JOIN process p ON p.id = w.process_id WHERE p.id = $1 OR p.parent_id = $1', [
      campaignId,
    ]);
    expect(watched.rows[0]?.n).toBe(1 + 1 + settings);
  });

  test('is not done while one share is open: 1,223 of 1,224, and the one is named', async () => {
    const all = await tasks();
    const [wholeId] = wholeOf(all);
    const shares = [...all].filter(([id]) => id !== wholeId);
    await forEach(shares, async ([id, { leadUnitId }]) => {
      const on = (command: { readonly type: string }, actor: Actor) => execute({ type: 'task', id, command, actor });
      await on({ type: 'sign' }, liaison(leadUnitId));
      if (leadUnitId === units.at(-1)) return;
      await on({ type: 'submit', summary: '已建成' } as { readonly type: string }, liaison(leadUnitId));
      await on({ type: 'accept' }, office());
    });
    expect(await counted()).toEqual({ all: settings, accepted: settings - 1, overdue: 0 });
    const refused = await bench.ledger.execute({ type: 'task', id: wholeId, command: { type: 'accept' } as { readonly type: string }, actor: office() });
    expect(refused).toMatchObject({ ok: false, code: 'task.children_open', params: { count: 1 }, items: [{ leadUnitId: units.at(-1), stage: 'signed' }] });
    expect((await tasks()).get(wholeId)?.stage).toBe('issued');
  });

  test('chases the late share alone once its date has passed', async () => {
    // Five weeks: the shares were due in three, or on the first working day after a holiday.
    await moveClock(bench.pool, 35 * day);
    const ids = [...(await tasks()).keys()];
    expect(await bench.ledger.strikeTogether(ids)).toMatchObject({ struck: 1, unstruck: [] });
    // What follows waits as long again: nobody hears two rungs in one second.
    expect(await bench.ledger.strikeTogether(ids)).toMatchObject({ struck: 0, unstruck: [] });
    const { rows } = await bench.pool.query<{ rung: string; person: string; unit: string }>(
      `SELECT n.rung, n.person_id AS person, p.state ->> 'leadUnitId' AS unit FROM notice n JOIN process p ON p.id = n.process_id WHERE p.parent_id = $1 AND p.type = 'task' AND n.is_rung`,
      [campaignId],
    );
    // The reminder drops out once its date has passed.
    expect(rows).toEqual([{ rung: 'overdueNotice', person: laggard, unit: units.at(-1) }]);
    expect(await counted()).toEqual({ all: settings, accepted: settings - 1, overdue: 1 });
  });

  test('is accepted with the last, and every chain is whole', async () => {
    const all = await tasks();
    const [wholeId] = wholeOf(all);
    const late = [...all].find(([, { leadUnitId }]) => leadUnitId === units.at(-1))?.[0] ?? '';
    await execute({ type: 'task', id: late, command: { type: 'submit', summary: '已建成' } as { readonly type: string }, actor: liaison(units.at(-1) ?? '') });
    await execute({ type: 'task', id: late, command: { type: 'accept' }, actor: office() });
    await execute({ type: 'task', id: wholeId, command: { type: 'accept' }, actor: office() });
    expect([await counted(), (await tasks()).get(wholeId)?.stage]).toEqual([{ all: settings, accepted: settings, overdue: 0 }, 'accepted']);
    expect((await verify(bench.pool)).faults).toEqual([]);
  });
});
