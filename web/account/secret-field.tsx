import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface SecretProps {
  readonly name: string;
  readonly label: string;
  readonly autoComplete: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly hint?: string;
  readonly type?: 'text' | 'password';
}

/** A name or a secret that is typed to show who one is; a password manager knows it by `autoComplete`. What is a secret may be looked at. */
export function SecretField({ name, label, autoComplete, value, change, hint, type = 'password' }: SecretProps) {
  const id = useId();
  const [isShown, setShown] = useState(false);
  const input = (
    <input
      id={id}
      name={name}
      type={isShown ? 'text' : type}
      autoComplete={autoComplete}
      required
      value={value}
      aria-describedby={hint ? `${id}-hint` : undefined}
      onChange={({ target }) => change(target.value)}
    />
  );
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {type === 'password' ? (
        <Shown label={label} isShown={isShown} show={setShown}>
          {input}
        </Shown>
      ) : (
        input
      )}
      {hint && (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}

interface ShownProps {
  readonly label: string;
  readonly isShown: boolean;
  readonly show: (isShown: boolean) => void;
  readonly children: ReactNode;
}

/** A secret with the button that shows or hides it. */
function Shown({ label, isShown, show, children }: ShownProps) {
  const { t } = useTranslation();
  return (
    <span className="secret">
      {children}
      {/* Its name stays while it is pressed and holds both words, so that it is found by the one that stands on it. */}
      <button type="button" className="button" aria-pressed={isShown} aria-label={t('account.showOrHide', { what: label })} onClick={() => show(!isShown)}>
        {t(isShown ? 'account.hide' : 'account.show')}
      </button>
    </span>
  );
}
