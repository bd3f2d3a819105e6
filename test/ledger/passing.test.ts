import { runInNewContext } from 'node:vm';
import { isPassing } from '../../ledger/ledger.ts';

const withCode = (code: string): Error => Object.assign(new Error(`write ${code}`), { code });

test('a connection that breaks is no fault of the request, whatever the system calls it', () => {
  expect(['EPIPE', 'ECONNRESET', '57P01', '08006'].map((code) => isPassing(withCode(code)))).toEqual([true, true, true, true]);
});

test('what the database refuses is not passing', () => {
  expect(['23514', 'P0001', 'XX000', '42P01'].map((code) => isPassing(withCode(code)))).toEqual([false, false, false, false]);
});

test.each(['EPIPE', 'ECONNRESET', 'ETIMEDOUT'])('%s passes also where the system made it in another realm, as it does under jest', (code) => {
  expect(isPassing(runInNewContext("Object.assign(new Error('write'), { code })", { code }))).toBe(true);
});
