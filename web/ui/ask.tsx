import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface AskProps {
  readonly name: string;
  /** What is asked before it is done. */
  readonly question: string;
  readonly sure: () => void;
}

/** A button that asks in its place before it does what cannot be taken back. */
export function Ask({ name, question, sure }: AskProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  if (!asking)
    return (
      <div className="buttons wide">
        <button type="button" className="button plain" onClick={() => setAsking(true)}>
          {name}
        </button>
      </div>
    );
  return (
    <div className="buttons wide" role="status">
      <span>{question}</span>
      <button type="button" className="button danger" onClick={sure}>
        {name}
      </button>
      <button type="button" className="button" onClick={() => setAsking(false)}>
        {t('steps.cancel')}
      </button>
    </div>
  );
}
