import { useId } from 'react';

interface SecretProps {
  readonly name: string;
  readonly label: string;
  readonly autoComplete: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly hint?: string;
  readonly type?: 'text' | 'password';
}

/** A name or a secret that is typed to show who one is; a password manager knows it by `autoComplete`. */
export function SecretField({ name, label, autoComplete, value, change, hint, type = 'password' }: SecretProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type}
        autoComplete={autoComplete}
        required
        value={value}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={({ target }) => change(target.value)}
      />
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}
