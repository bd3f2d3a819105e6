/** A number as people write it: digits with at most six decimals. Kept as text and never made a float, so that 0.1 + 0.2 is 0.3 and a rate of exactly 80 % is no less. */
export type Decimal = string;

/** What a decimal looks like: at most twelve digits before the point and six behind it. */
export const decimalPattern = /^-?\d{1,12}(?:\.\d{1,6})?$/;

/** An exact quotient; `d` is above 0. Lives within one computation: what is kept is text. */
export interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}

/** The exact number that a text spells. Throws RangeError for one that is no decimal. */
export function fraction(text: Decimal): Fraction {
  if (!decimalPattern.test(text)) throw new RangeError(`no decimal: ${text}`);
  const [whole = '', decimals = ''] = text.split('.');
  return { n: BigInt(`${whole}${decimals}`), d: 10n ** BigInt(decimals.length) };
}

/** Below 0, 0 or above 0, as `a` is less than, equal to or greater than `b`. */
export const compare = (a: Fraction, b: Fraction): number => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
export const plus = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { n: -b.n, d: b.d });
export const times = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });
/** Throws RangeError when `b` is 0. */
export function over(a: Fraction, b: Fraction): Fraction {
  if (b.n === 0n) throw new RangeError('nothing is divided by 0');
  return b.n < 0n ? { n: -a.n * b.d, d: a.d * -b.n } : { n: a.n * b.d, d: a.d * b.n };
}
export const whole = (value: number): Fraction => ({ n: BigInt(value), d: 1n });

/** The number as text, rounded half up (away from 0) to so many places, zeros at its end left out. For showing and for exact sums; nothing is judged by what was rounded. */
export function decimalOf({ n, d }: Fraction, places = 4): Decimal {
  const scaled = (n < 0n ? -n : n) * 10n ** BigInt(places);
  const digits = String((2n * scaled + d) / (2n * d)).padStart(places + 1, '0');
  const decimals = digits.slice(digits.length - places).replace(/0+$/, '');
  const text = `${digits.slice(0, digits.length - places)}${decimals ? `.${decimals}` : ''}`;
  return n < 0n && text !== '0' ? `-${text}` : text;
}
