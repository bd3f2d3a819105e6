import { schemas } from 'duban:schemas';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../../api/client.ts';
import type { components } from '../../api/types.ts';
import type { AllowedStep } from '../../steps/allowed.ts';
import { Consequences, type Preview } from '../../steps/consequences.tsx';
import { SchemaForm } from '../../steps/form.tsx';
import { narrowed, stepSchemas, withKnown } from '../../steps/schema.ts';
import { type Query, queryOf } from '../../things/lists.ts';
import type { Things } from '../../things/things.ts';
import { Sheet } from '../../ui/dialog.tsx';
import { Empty, ProblemNote, Read } from '../../ui/states.tsx';
import type { Choice } from './chosen.ts';

interface UrgingProps {
  readonly campaign: Things['campaigns'];
  readonly step: AllowedStep;
  /** The filters of the table, by which the text for a chat group is made. */
  readonly query: Query;
  readonly choice: Choice;
}

/** 催办: the chosen tasks are urged at once, after a look at who would be told; or the waiting ones are copied as text for a chat group. */
export function Urging({ campaign, step, query, choice: { chosen, isAll, choosing, chooseAll, chooseNone } }: UrgingProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'urge' | 'text'>();
  const [said, setSaid] = useState('');
  const close = (): void => setOpen(undefined);
  return (
    <div className="picked">
      <span>{t('urging.chosen', { n: chosen.length })}</span>
      <button type="button" className="button" disabled={choosing.isPending} onClick={chooseAll}>
        {t(choosing.isPending ? 'state.loading' : 'urging.all')}
      </button>
      {chosen.length > 0 && (
        <button type="button" className="button" onClick={chooseNone}>
          {t('urging.none')}
        </button>
      )}
      <button type="button" className="button primary" disabled={!step.ok || chosen.length === 0} onClick={() => setOpen('urge')}>
        {t('urging.urge')}
      </button>
      <button type="button" className="button" onClick={() => setOpen('text')}>
        {t('urging.text')}
      </button>
      <span className="hint" role="status">
        {said || (step.ok ? chosen.length === 0 && t('urging.how') : (step.reasonText ?? step.reason))}
      </span>
      {choosing.isError && <ProblemNote problem={choosing.error} retry={chooseAll} />}
      {open === 'urge' && (
        <Sheet title={t('urging.title', { n: chosen.length })} open close={close}>
          <UrgeForm
            campaign={campaign}
            chosen={chosen}
            cancel={close}
            done={({ numbers, left }) => {
              close();
              chooseNone();
              setSaid([t('urging.done', { n: numbers.length }), left.length > 0 && t('urging.doneLeft', { n: left.length })].filter(Boolean).join(' '));
            }}
          />
        </Sheet>
      )}
      {open === 'text' && (
        <Sheet title={t('urging.text')} open close={close}>
          <UrgingText campaignId={campaign.id} query={query} chosen={isAll ? [] : chosen} close={close} />
        </Sheet>
      )}
    </div>
  );
}

type Urged = NonNullable<Things['campaigns']['urging']>;

interface UrgeFormProps {
  readonly campaign: Things['campaigns'];
  readonly chosen: readonly string[];
  readonly cancel: () => void;
  readonly done: (urging: Urged) => void;
}

function UrgeForm({ campaign, chosen, cancel, done }: UrgeFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const look = (body: unknown): Promise<Preview> => ask('POST', `/api/v1/campaigns/${campaign.id}/preview`, body);
  const first = useQuery({ queryKey: ['urge', campaign.id, chosen], queryFn: () => look({ type: 'urge', taskIds: chosen }), staleTime: 0 });
  const schema = stepSchemas('CampaignCommand', 'urge', schemas)[0];
  if (!schema) return null;
  return (
    <>
      <Read query={first}>{(preview) => <Consequences preview={preview} leftTitle={t('urging.left')} />}</Read>
      <SchemaForm
        schema={withKnown(narrowed(schema, ['type', 'managers', 'message']), { taskIds: chosen })}
        submitName={t('urging.urge')}
        cancel={cancel}
        consequences={async (body) => <Consequences preview={await look(body)} leftTitle={t('urging.left')} />}
        send={async (body, key) => {
          const { urging } = await ask<Things['campaigns']>('POST', `/api/v1/campaigns/${campaign.id}/commands`, body, { 'Idempotency-Key': key });
          if (urging) done(urging);
          await client.invalidateQueries();
        }}
      />
    </>
  );
}

/** Most tasks that a text takes by name: so many fit into an address. */
const mostNamed = 200;

interface UrgingTextProps {
  readonly campaignId: string;
  readonly query: Query;
  /** Of these tasks alone; none: of all that the filters show. */
  readonly chosen: readonly string[];
  readonly close: () => void;
}

function UrgingText({ chosen, ...of }: UrgingTextProps) {
  const { t } = useTranslation();
  return chosen.length > mostNamed ? <Empty>{t('urging.textTooMany', { n: mostNamed })}</Empty> : <WaitingTasks chosen={chosen} {...of} />;
}

function WaitingTasks({ campaignId, query, chosen, close }: UrgingTextProps) {
  const { t } = useTranslation();
  const [said, setSaid] = useState('');
  const narrowing = queryOf({ ...query, taskIds: chosen.join(','), console: window.location.origin });
  const made = useQuery({
    queryKey: ['urging-text', campaignId, narrowing],
    queryFn: () => ask<components['schemas']['UrgingText']>('GET', `/api/v1/campaigns/${campaignId}/urging-text${narrowing}`),
  });
  return (
    <Read query={made}>
      {({ text, tasks, units }) => (
        <div className="form">
          <p>{t(chosen.length > 0 ? 'urging.textOfChosen' : 'urging.textOf', { tasks, units })}</p>
          <textarea className="message" readOnly aria-label={t('urging.text')} value={text} onFocus={({ target }) => target.select()} />
          <div className="buttons">
            <button type="button" className="button primary" onClick={() => void copy(text).then((copied) => setSaid(t(copied ? 'urging.copied' : 'urging.copyYourself')))}>
              {t('urging.copy')}
            </button>
            <button type="button" className="button" onClick={close}>
              {t('thing.close')}
            </button>
          </div>
          <p className="hint" role="status">
            {said}
          </p>
        </div>
      )}
    </Read>
  );
}

/** Puts a text into the clipboard; false where the browser does not let pages do so, over plain http for one. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
