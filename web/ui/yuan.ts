/** Fen in yuan as one reads it, thousands apart: `5,000.50`. */
export function yuanText(fen: number): string {
  const all = BigInt(fen);
  const rest = all % 100n;
  return `${(all / 100n).toLocaleString('en-US')}${rest === 0n ? '' : `.${String(rest).padStart(2, '0')}`}`;
}
