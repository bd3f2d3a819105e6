import { SendFailure } from '../../activities/channel/channel.ts';
import { Guard } from '../../activities/channel/guard.ts';

/** A send that ends when told. */
function held(): { readonly send: () => Promise<void>; readonly end: () => void } {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { send: () => ended, end };
}
const textOf = (sent: Promise<void>): Promise<string> =>
  sent.then(
    () => 'sent',
    (error: unknown) => (error as Error).message,
  );

describe('the guard before a remote', () => {
  test('lets only so many through at once, and the next as soon as one ends', async () => {
    const guard = new Guard({ atOnce: 1 });
    const first = held();
    const order: string[] = [];
    const one = guard.run(async () => {
      await first.send();
      order.push('first');
    });
    const two = guard.run(async () => void order.push('second'));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(order).toEqual([]);
    first.end();
    await Promise.all([one, two]);
    expect(order).toEqual(['first', 'second']);
  });

  test('turns away whoever waits too long, and forgets them', async () => {
    const guard = new Guard({ atOnce: 1, patienceMs: 20 });
    const first = held();
    const one = guard.run(first.send);
    expect(await textOf(guard.run(async () => undefined))).toBe('too many messages at once');
    first.end();
    await one;
    expect(await textOf(guard.run(async () => undefined))).toBe('sent');
  });

  test('rests after failures in a row, then tries with one', async () => {
    let now = 1_000_000;
    const guard = new Guard({ failuresToRest: 2, restMs: 30_000 }, () => now);
    const broken = async (): Promise<void> => {
      throw new SendFailure('away', 'no');
    };
    expect(await textOf(guard.run(broken))).toBe('away');
    expect(await textOf(guard.run(broken))).toBe('away');
    expect(await textOf(guard.run(async () => undefined))).toContain('left alone');
    now += 30_001;
    expect(await textOf(guard.run(broken))).toBe('away');
    expect(await textOf(guard.run(async () => undefined))).toContain('left alone');
    now += 30_001;
    expect(await textOf(guard.run(async () => undefined))).toBe('sent');
    expect(await textOf(guard.run(broken))).toBe('away');
    expect(await textOf(guard.run(async () => undefined))).toBe('sent');
  });
});
