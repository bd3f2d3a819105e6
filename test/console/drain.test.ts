import { Problem } from '../../web/api/problem.ts';
import { drain, type Queue } from '../../web/drafts/drain.ts';
import { keyOf } from '../../web/drafts/place.ts';
import type { Waiting } from '../../web/drafts/waiting.ts';

const step = (name: string, at: string): Waiting => ({
  place: { personId: 'p', postId: 'o', things: 'cases', id: 'a', step: name },
  title: '',
  name,
  body: { type: name },
  key: `${name} ${at}`,
  version: 3,
  at,
});

/** A queue on a device and the service behind it, which stands at version 3; `meanwhile` happens while the first step is under way. */
function device(first: Waiting, meanwhile: (kept: Map<string, Waiting>) => void) {
  const kept = new Map([[keyOf(first.place), first]]);
  const stands = ({ place, key }: Waiting): boolean => kept.get(keyOf(place))?.key === key;
  const queue: Queue = {
    read: async () => [...kept.values()].sort((one, other) => one.at.localeCompare(other.at)),
    amend: async (waiting) => stands(waiting) && kept.set(keyOf(waiting.place), waiting) !== undefined,
    settle: async (waiting) => void (stands(waiting) && kept.delete(keyOf(waiting.place))),
  };
  const recorded: string[] = [];
  const deliver = async (waiting: Waiting, progress: Queue['amend']): Promise<number | undefined> => {
    if (waiting === first) meanwhile(kept);
    if (!(await progress(waiting))) {
      // Submitted anew it has reached the service all the same; thrown away it has not been sent.
      if (kept.size === 0) return undefined;
    }
    if (waiting.version !== 3 + recorded.length) throw new Problem({ code: 'process.changed_since', status: 412, detail: '' });
    recorded.push(waiting.key);
    return 3 + recorded.length;
  };
  return { kept, recorded, send: () => drain(queue, deliver) };
}

const put = (kept: Map<string, Waiting>, waiting: Waiting): unknown => kept.set(keyOf(waiting.place), waiting);

describe('sending what waits while the queue changes', () => {
  test('what is submitted behind a step under way stands on the version that it leads to', async () => {
    const { kept, recorded, send } = device(step('inspect', '1'), (queue) => put(queue, step('order', '2')));
    expect(await send()).toBe(true);
    expect(recorded).toEqual(['inspect 1', 'order 2']);
    expect(kept.size).toBe(0);
  });

  test('a step submitted anew while the former is under way is neither lost nor recorded twice: it is refused and stays', async () => {
    const { kept, recorded, send } = device(step('inspect', '1'), (queue) => put(queue, step('inspect', '2')));
    await send();
    expect(recorded).toEqual(['inspect 1']);
    expect([...kept.values()]).toEqual([{ ...step('inspect', '2'), refused: expect.objectContaining({ code: 'process.changed_since' }) }]);
  });

  test('what is thrown away while its files go out is not sent and does not come back', async () => {
    const { kept, recorded, send } = device(step('inspect', '1'), (queue) => queue.clear());
    await send();
    expect(recorded).toEqual([]);
    expect(kept.size).toBe(0);
  });
});
