import type { Schema } from './schema.ts';

/** Money: the API takes whole fen, people write yuan. */
export const isMoney = ({ format, type }: Schema): boolean => format === 'fen' && type === 'integer';

/** Why what was typed is no amount. */
type MoneyFault = 'malformedMoney' | 'negativeMoney' | 'tooMuchMoney';

const safe = BigInt(Number.MAX_SAFE_INTEGER);
/** Digits, in groups of three or in one piece, and at most two decimals. */
const written = /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/;

/** The fen of an amount typed in yuan, exact to the last one; full-width digits, blanks around it and separators of thousands may be typed. `most` in fen. */
export function fenOf(typed: string, most = Number.MAX_SAFE_INTEGER): number | MoneyFault {
  const [, sign, whole = '', decimals = ''] =
    written.exec(
      typed
        .normalize('NFKC')
        .replace('−', '-')
        .replace(/^[¥\s]+|[元\s]+$/g, ''),
    ) ?? [];
  if (sign === undefined) return 'malformedMoney';
  const fen = BigInt(whole.replaceAll(',', '') + decimals.padEnd(2, '0'));
  if (sign === '-' && fen > 0n) return 'negativeMoney';
  return fen > safe || fen > BigInt(most) ? 'tooMuchMoney' : Number(fen);
}

/** True of what the API takes as an amount. */
export const isFen = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
