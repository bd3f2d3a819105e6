import { offline, Problem, timedOut } from '../../web/api/problem.ts';
import { drain, type Queue } from '../../web/drafts/drain.ts';
import { keyOf } from '../../web/drafts/place.ts';
import { sendable, type Waiting } from '../../web/drafts/waiting.ts';

const step = (name: string, at: string): Waiting => ({
  place: { personId: 'p', postId: 'o', things: 'cases', id: 'a', step: name },
  title: '',
  name,
  body: { type: name },
  key: `${name} ${at}`,
  version: 3,
  at,
});

/** A queue on a device. */
function deviceWith(waiting: readonly Waiting[]) {
  const kept = new Map(waiting.map((one) => [keyOf(one.place), one]));
  const stands = ({ place, key }: Waiting): boolean => kept.get(keyOf(place))?.key === key;
  const queue: Queue = {
    read: async () => [...kept.values()].sort((one, other) => one.at.localeCompare(other.at)),
    amend: async (waiting) => stands(waiting) && kept.set(keyOf(waiting.place), waiting) !== undefined,
    settle: async (waiting) => void (stands(waiting) && kept.delete(keyOf(waiting.place))),
  };
  return { kept, queue };
}

/** The same and the service behind it, which stands at version 3; `meanwhile` happens while the first step is under way. */
function device(first: Waiting, meanwhile: (kept: Map<string, Waiting>) => void) {
  const { kept, queue } = deviceWith([first]);
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

  /** A queue of two steps of one case and one of another; answers in what order they were tried, and what waits then. The first meets this after its photo was uploaded. */
  async function meeting(problem: Problem) {
    const first = step('inspect', '1');
    const behind = step('order', '2');
    const other: Waiting = { ...step('inspect', '3'), place: { ...first.place, id: 'b' } };
    const { kept, queue } = deviceWith([first, behind, other]);
    const tried: string[] = [];
    const moved = await drain(queue, async (waiting, progress) => {
      tried.push(waiting.key);
      if (waiting.key !== first.key) return 4;
      await progress({ ...waiting, body: { ...waiting.body, evidence: ['uploaded'] } });
      throw problem;
    });
    return { moved, tried, waits: [...kept.values()], first, behind, other };
  }

  test.each([
    ['is not answered in time', timedOut()],
    ['takes too long by the service', new Problem({ code: 'request.too_slow', status: 408, detail: '上传超过两分钟。' })],
    ['fails in the service', new Problem({ code: 'console.unreadable', status: 500, detail: '' })],
  ])('one that %s waits with its reason and what was uploaded of it, and holds up nothing but its own thing', async (_, problem) => {
    const { moved, tried, waits, first, behind, other } = await meeting(problem);
    expect({ moved, tried }).toEqual({ moved: true, tried: [first.key, other.key] });
    const { code, status, detail } = problem;
    expect(waits).toEqual([{ ...first, body: { ...first.body, evidence: ['uploaded'] }, tried: { at: expect.any(String), code, status, detail } }, behind]);
    // In the next round those go first that were not tried in vain.
    expect(sendable([...waits, other])).toEqual(other);
  });

  test.each([
    ['the service is not reached', offline()],
    ['the session has ended', new Problem({ code: 'session.required', status: 401, detail: '' })],
  ])('nothing more is tried where %s', async (_, problem) => {
    const { moved, tried, waits, first } = await meeting(problem);
    expect({ moved, tried, waits: waits.length }).toEqual({ moved: false, tried: [first.key], waits: 3 });
  });
});
