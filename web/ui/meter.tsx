interface MeterProps {
  /** What is measured, for those who hear it. */
  readonly name: string;
  readonly value: number;
  readonly max: number;
}

/** How much of something is done, as a bar. */
export function Meter({ name, value, max }: MeterProps) {
  const share = max === 0 ? 0 : Math.min(1, value / max);
  return (
    <svg className="share" width={72} height={8} role="img" aria-label={`${name} ${value}/${max}`}>
      <rect className="ground" width={72} height={8} rx={4} />
      <rect width={72 * share} height={8} rx={4} />
    </svg>
  );
}
