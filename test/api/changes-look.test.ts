import { Changes } from '../../api/changes/changes.ts';
import type { LedgerDoor } from '../../api/http/kernel.ts';
import { until } from '../harness/until.ts';
import { as, world } from '../register/fixture.ts';

const watched = { type: 'unit', id: '00000000-0000-4000-8000-000000000001' } as const;
const actor = as('office', 'ann', 'unit');
const of = { asker: { personId: 'ann', by: 'session', scope: 'write', actors: [actor], named: false }, moment: { ...world(actor), orgVersion: 1, drill: false } } as const;

/** A database that answers the looks as it is told to. */
function database() {
  const told = { version: 1, blocks: 100, notices: [] as object[], failing: 0, from: [] as string[], changed: 0 };
  const query = async (asked: string | { readonly name: string; readonly values: readonly unknown[] }) => {
    if (typeof asked === 'string') return { rows: [{ blocks: told.blocks }] };
    if (asked.name === 'changes') {
      told.from.push(String(asked.values[2]));
      return { rows: [{ watched: [{ id: watched.id, version: told.version }], notices: told.notices, moved: [], blocks: told.blocks }] };
    }
    told.changed += 1;
    if (told.changed <= told.failing) throw new Error('the connection is lost');
    return { rows: [{ ...watched, state: { ...watched, version: told.version } }] };
  };
  return { told, changes: new Changes({ query } as unknown as LedgerDoor['pool'], { lookMs: 2, beatMs: 60_000 }) };
}

async function listen(changes: Changes) {
  const stream = await changes.open(of as unknown as Parameters<Changes['open']>[0], [watched], async () => undefined);
  const heard = { text: '' };
  stream.on('data', (chunk: Buffer) => {
    heard.text += chunk.toString();
  });
  return heard;
}

describe('a look of the stream of changes', () => {
  test('that fails half way is made up for by the next: nothing it had found is lost', async () => {
    const { told, changes } = database();
    const heard = await listen(changes);
    Object.assign(told, { version: 2, failing: 1, notices: [{ id: 'notice', personId: 'ann' }] });
    await until(async () => told.changed > 1);
    changes.close();
    expect(heard.text.split('\n\n').filter((part) => part.startsWith('event'))).toEqual([
      `event: moved\ndata: ${JSON.stringify({ ...watched, version: 2 })}`,
      'event: notice\ndata: {}',
    ]);
  });

  test('reads again the pages that were taken since a look longer ago than any write takes', async () => {
    const { told, changes } = database();
    await listen(changes);
    told.blocks = 5_000;
    const looks = told.from.length;
    await until(async () => told.from.length > looks + 3);
    changes.close();
    expect(new Set(told.from)).toEqual(new Set(['(36,0)']));
  });
});
