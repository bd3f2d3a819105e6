import { useState } from 'react';

interface WholeNumberProps {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly value: number;
  readonly change: (value: number) => void;
  readonly disabled?: boolean;
}

/** A whole number from `min` to `max`. While it is typed it may be empty or beyond them; when it is left, what is beyond becomes the nearest that may be, and where nothing stands the last one that might be stands again. */
export function WholeNumber({ label, min, max, value, change, disabled = false }: WholeNumberProps) {
  const [typed, setTyped] = useState<string>();
  const put = (number: number): void => {
    if (number !== value) change(number);
  };
  return (
    <input
      type="number"
      aria-label={label}
      disabled={disabled}
      min={min}
      max={max}
      value={typed ?? value}
      onChange={({ target }) => {
        setTyped(target.value);
        const number = target.valueAsNumber;
        if (Number.isInteger(number) && number >= min && number <= max) put(number);
      }}
      onBlur={() => {
        if (typed !== undefined && typed !== '') put(Math.min(max, Math.max(min, Math.round(Number(typed)))));
        setTyped(undefined);
      }}
    />
  );
}
