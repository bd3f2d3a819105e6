import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

interface AskProps {
  readonly name: string;
  /** What is asked before it is done. */
  readonly question: string;
  readonly sure: () => void;
  /** While it is done it is not begun again. */
  readonly busy?: boolean;
}

/** A button that asks in its place before it does what cannot be taken back. The focus goes to the way out, with the question read to it, and comes back to the button once it is answered; Esc answers no. */
export function Ask({ name, question, sure, busy = false }: AskProps) {
  const { t } = useTranslation();
  const id = useId();
  const [asking, setAsking] = useState(false);
  const entry = useRef<HTMLButtonElement>(null);
  const wayOut = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(asking);
  useEffect(() => {
    if (wasAsking.current === asking) return;
    wasAsking.current = asking;
    (asking ? wayOut : entry).current?.focus();
  }, [asking]);
  if (!asking)
    return (
      <div className="buttons wide">
        {/* Not `disabled`, which would take the focus away. */}
        <button ref={entry} type="button" className="button plain" aria-disabled={busy || undefined} onClick={() => busy || setAsking(true)}>
          {name}
        </button>
      </div>
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has borders and a legend of its own
    <div
      className="buttons wide"
      role="group"
      aria-labelledby={id}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        setAsking(false);
      }}
    >
      <span id={id}>{question}</span>
      <button
        type="button"
        className="button danger"
        onClick={() => {
          setAsking(false);
          sure();
        }}
      >
        {name}
      </button>
      <button ref={wayOut} type="button" className="button" aria-describedby={id} onClick={() => setAsking(false)}>
        {t('steps.cancel')}
      </button>
    </div>
  );
}
