import { z } from 'zod';

/** An amount of money in whole fen, 0 to `most`; the schema's `format` tells programs and forms so. */
export const fen = (most = Number.MAX_SAFE_INTEGER) => z.int().min(0).max(most).meta({ format: 'fen' });

/** Fen in yuan as people write it: `5,000.50`, whole yuan without decimals. */
export function yuanText(amount: number): string {
  const all = BigInt(amount);
  const rest = all % 100n;
  return `${(all / 100n).toLocaleString('en-US')}${rest === 0n ? '' : `.${String(rest).padStart(2, '0')}`}`;
}
