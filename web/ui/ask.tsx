import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface AskProps {
  readonly name: string;
  /** What is asked before it is done. */
  readonly question: string;
  readonly sure: () => void;
  /** While it is done it is not begun again. */
  readonly busy?: boolean;
}

/** A button that asks in its place before it does what cannot be taken back. */
export function Ask({ name, question, sure, busy = false }: AskProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <div className="buttons wide">
        <button type="button" className="button plain" disabled={busy} onClick={() => setAsking(true)}>
          {name}
        </button>
      </div>
    );
  return (
    <div className="buttons wide" role="status">
      <span>{question}</span>
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
      <button type="button" className="button" onClick={() => setAsking(false)}>
        {t('steps.cancel')}
      </button>
    </div>
  );
}
