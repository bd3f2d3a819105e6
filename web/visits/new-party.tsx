import { schemas } from 'duban:schemas';
import { useQueryClient } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { useMayCreate } from '../api/session.ts';
import type { components } from '../api/types.ts';
import { useRestored } from '../kept/restored.ts';
import { SchemaForm } from '../steps/form.tsx';
import { Sheet } from '../ui/dialog.tsx';

export type PartyItem = components['schemas']['PartyItem'];

interface NewPartyProps {
  /** What was looked for and not found: the name to begin with. */
  readonly typed: string;
  readonly choose: (party: PartyItem) => void;
}

function onConnection(hear: () => void): () => void {
  window.addEventListener('online', hear);
  window.addEventListener('offline', hear);
  return () => {
    window.removeEventListener('online', hear);
    window.removeEventListener('offline', hear);
  };
}

/** 登记新的检查对象: beside the choice of a party, for whoever may register one; the new one is then chosen. It needs the connection, which it says where there is none. */
export function NewParty({ typed, choose }: NewPartyProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const mayRegister = useMayCreate('party');
  const isRestored = useRestored() !== undefined;
  const isOnline = useSyncExternalStore(onConnection, () => navigator.onLine);
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  if (!mayRegister) return null;
  return (
    <>
      {isRestored || !isOnline ? (
        <p className="hint">{t('cases.partyNewAway')}</p>
      ) : (
        <div className="buttons">
          <button type="button" className="button" onClick={() => setOpen(true)}>
            {t('cases.partyNew')}
          </button>
        </div>
      )}
      <Sheet title={t('cases.partyNew')} open={open} close={close}>
        {/* What is submitted here is no submission of the form around it, to which React's events climb out of the dialog. */}
        <div className="form" onSubmit={(event) => event.stopPropagation()}>
          <p className="hint">{t('cases.partyNewHow')}</p>
          <SchemaForm
            schema={schemas.NewParty ?? {}}
            submitName={t('cases.partyNewSubmit')}
            given={typed === '' ? {} : { name: typed }}
            cancel={close}
            send={async (body, key) => {
              choose(await ask<PartyItem>('POST', '/api/v1/parties', body, { 'Idempotency-Key': key }));
              close();
              await client.invalidateQueries({ queryKey: ['list', '/api/v1/parties'] });
            }}
          />
        </div>
      </Sheet>
    </>
  );
}
