import { useId } from 'react';

interface DatedProps {
  readonly label: string;
  /** The day, or nothing. */
  readonly value: string;
  readonly put: (value: string) => void;
}

/** A day by which something is narrowed, with its label. */
export function Dated({ label, value, put }: DatedProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="date" value={value} onChange={({ target }) => put(target.value)} />
    </div>
  );
}
