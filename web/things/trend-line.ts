interface Amount {
  readonly value: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

/** What of an indicator its line is drawn from. */
interface Drawn {
  readonly rule: Readonly<Record<string, unknown>>;
  readonly perUnit: string | null;
  readonly baselines: readonly (Amount & { readonly on: string })[];
  readonly values: readonly { readonly on: string; readonly versions: readonly Amount[] }[];
  readonly evaluations: readonly { readonly on: string | null; readonly current: string | null }[];
}

/** A value of a day, in the indicator’s unit. */
export interface Point {
  readonly on: string;
  readonly value: number;
}

const hundred = 100;

/** What an amount comes to; a share in percent, a count over people per so many of them. */
function amountOf({ rule }: Drawn, { value, numerator, denominator }: Amount): number | undefined {
  if (value !== null) return Number(value);
  if (numerator === null || denominator === null || Number(denominator) === 0) return undefined;
  const { per } = rule as { readonly per?: number };
  return (Number(numerator) / Number(denominator)) * (per ?? hundred);
}

function baselineOf(indicator: Drawn): Point | undefined {
  const base = indicator.baselines.at(-1);
  const value = base && amountOf(indicator, base);
  return base && value !== undefined ? { on: base.on, value } : undefined;
}

/** The baseline in force and the values by their days, each in its newest version. Where many units or a list make one value, what the evaluations came to stands for it. */
export function pointsOf(indicator: Drawn): readonly Point[] {
  const byDay = new Map<string, number>();
  const base = baselineOf(indicator);
  if (base) byDay.set(base.on, base.value);
  for (const { on, current } of indicator.evaluations) if (on !== null && current !== null) byDay.set(on, Number(current));
  if (indicator.perUnit === null)
    for (const { on, versions } of indicator.values) {
      const newest = versions.at(-1);
      const amount = newest && amountOf(indicator, newest);
      if (amount !== undefined) byDay.set(on, amount);
    }
  return [...byDay].map(([on, value]) => ({ on, value })).sort((one, other) => one.on.localeCompare(other.on));
}

const numberOf = (value: unknown): number | undefined => (typeof value === 'string' || typeof value === 'number' ? Number(value) : undefined);

/** The value at which the target is reached, in the indicator’s unit: as the rule states it, or so much from the baseline; undefined where it cannot be told yet. */
export function aimOf(indicator: Drawn): number | undefined {
  const { target, percent, by } = indicator.rule;
  const stated = numberOf(target);
  if (stated !== undefined) return stated;
  const base = baselineOf(indicator)?.value;
  if (base === undefined) return undefined;
  const [share, step] = [numberOf(percent), numberOf(by)];
  if (share !== undefined) return base * (1 + share / hundred);
  return step === undefined ? undefined : base + step;
}
