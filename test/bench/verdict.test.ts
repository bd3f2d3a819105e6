import type { Finding, Measure } from '../../bench/measure.ts';
import { type Result, shortfalls, stateOf, verdict } from '../../bench/verdict.ts';

const measure: Measure = { name: 'latency', title: 'Time of one step', inQuick: true, run: async () => ({ findings: [] }) };
const found = (...findings: readonly Finding[]): Result => ({ measure, seconds: 1, section: { findings } });
const ratio = (ok: boolean): Finding => ({ what: 'ratio', seen: '1.2', aim: '1.5', ok, judgedInQuick: true });
const absolute = (ok: boolean): Finding => ({ what: 'p50', seen: '9 ms', aim: '5 ms', ok });

describe('the verdict of a bench', () => {
  test('all aims are reached only when something was measured and nothing fell short', () => {
    expect(verdict([found(ratio(true), absolute(true), { what: 'for information', seen: '3' })], false)).toEqual({ ok: true, line: 'all aims reached' });
    expect(verdict([], false)).toEqual({ ok: false, line: 'fell short: nothing was measured' });
  });

  test('an aim that was missed is named with what was seen', () => {
    expect(verdict([found(ratio(true), absolute(false))], false)).toEqual({ ok: false, line: 'fell short: p50: 9 ms (aim: 5 ms)' });
  });

  test('a quick run judges what holds on any machine and tells the rest', () => {
    expect(shortfalls([found(ratio(false), absolute(false))], true)).toEqual(['ratio: 1.2 (aim: 1.5)']);
    expect([stateOf(absolute(false), true), stateOf(ratio(false), true), stateOf(absolute(false), false)]).toEqual(['not judged', 'fell short', 'fell short']);
  });

  test('a measure that failed, or found nothing, falls short beside the others', () => {
    const failed: Result = { measure, seconds: 1, failure: 'no server' };
    expect(shortfalls([failed, found(absolute(false)), found()], false)).toEqual(['latency: it failed: no server', 'p50: 9 ms (aim: 5 ms)', 'latency: it found nothing']);
  });
});
