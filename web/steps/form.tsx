import { schemas } from 'duban:schemas';
import { useIsMutating } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { freshKey } from '../api/key.ts';
import { isJudged, Problem } from '../api/problem.ts';
import { ProblemNote } from '../ui/states.tsx';
import { ContentOf } from './content.ts';
import { noFaults, refusedOf, wrongNow } from './faults.ts';
import { ObjectInput } from './field.tsx';
import { FormFilesOf, uploadsOf } from './form-files.ts';
import { useRefusal } from './refusal.ts';
import type { Schema } from './schema.ts';
import { bodyOf, type Change, changed, type Fields, initial, lacks } from './values.ts';

interface FormProps {
  readonly schema: Schema;
  /** The things of which a new one is made; a step knows its type itself. */
  readonly of?: string;
  readonly submitName: string;
  /** Sends the body under a key that stays the same for one filling-in, so that a repeat after a lost connection has one effect. */
  readonly send: (body: Fields, key: string) => Promise<void>;
  readonly cancel?: () => void;
  readonly given?: Fields;
  /** The key under which what is given went out before, if it did. */
  readonly sentAs?: string | undefined;
  /** Told what is filled in at each change, and the key under which it goes out, so that both can be kept. */
  readonly keep?: (fields: Fields, sentAs: string) => void;
  /** What it ends or does for good: said above the button. */
  readonly consequence?: string;
  /** Its button warns. */
  readonly dangerous?: boolean;
  /** Shows what the body would do before it is sent; of what ends something it is shown so first and then confirmed. */
  readonly consequences?: (body: Fields) => Promise<ReactNode>;
}

/** A form made from the API's schema of a body. It keeps what was typed when it is refused, and says at each field what is wrong. */
export function SchemaForm({ schema, of = '', submitName, send, cancel, given = {}, sentAs, keep, consequence, dangerous = false, consequences }: FormProps) {
  const { t } = useTranslation();
  const [fields, setFields] = useState<Fields>(() => ({ ...initial(schema, schemas), ...given }));
  const first = useRef(fields);
  const [key, setKey] = useState(() => sentAs ?? freshKey());
  useEffect(() => {
    if (fields !== first.current || (sentAs !== undefined && key !== sentAs)) keep?.(fields, key);
  }, [fields, key, sentAs, keep]);
  const [problem, setProblem] = useState<unknown>();
  const [faults, setFaults] = useState(noFaults);
  const { form, refuse } = useRefusal();
  const [sending, setSending] = useState(false);
  const [shown, setShown] = useState<ReactNode>();
  const consequenceId = useId();
  const change: Change = (next) => {
    setFields((former) => (changed(former, next) ?? {}) as Fields);
    setShown(undefined);
  };
  const looksFirst = consequence !== undefined && consequences !== undefined && shown === undefined;
  const uploads = uploadsOf(useId());
  const uploading = useIsMutating({ mutationKey: uploads }) > 0;
  const body = (bodyOf(schema, fields, schemas) ?? {}) as Fields;
  const missing = lacks(schema, body, schemas);
  const wrong = wrongNow(faults, body, missing, ({ kind, max = 0, most = '' }) => t(`steps.${kind}`, { max, most }));
  const submit = async (looking: boolean): Promise<void> => {
    setFaults({ ...noFaults, lacking: [...missing.keys()] });
    setProblem(undefined);
    if (missing.size > 0) return refuse();
    setSending(true);
    try {
      if (looking && consequences) setShown(await consequences(body));
      else await send(body, key);
    } catch (failed) {
      setProblem(failed);
      if (failed instanceof Problem) {
        setFaults(
          refusedOf(
            body,
            failed.items.flatMap(({ pointer, text, message }) => (pointer ? [[pointer, text ?? message ?? failed.detail] as const] : [])),
          ),
        );
        if (isJudged(failed)) setKey(freshKey());
      }
      refuse();
    } finally {
      setSending(false);
    }
  };
  return (
    <form
      ref={form}
      className="form"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit(looksFirst);
      }}
    >
      {problem !== undefined && (
        <div className="refusal" tabIndex={-1}>
          <ProblemNote problem={problem} />
        </div>
      )}
      <ContentOf value={{ of: typeof fields.type === 'string' ? fields.type : of, fields }}>
        <FormFilesOf value={{ uploads, change }}>
          <ObjectInput schema={schema} value={fields} change={change} pointer="" wrong={wrong} />
        </FormFilesOf>
      </ContentOf>
      {shown}
      {consequence !== undefined && (
        <p id={consequenceId} className="consequence">
          {consequence}
        </p>
      )}
      <div className="buttons">
        <button
          type="submit"
          className={`button primary${dangerous ? ' danger' : ''}`}
          aria-describedby={consequence === undefined ? undefined : consequenceId}
          disabled={sending || uploading}
        >
          {sending ? t('state.saving') : looksFirst ? t('steps.preview') : submitName}
        </button>
        {consequences && consequence === undefined && (
          <button type="button" className="button" disabled={sending} onClick={() => void submit(true)}>
            {t('steps.preview')}
          </button>
        )}
        {cancel && (
          <button type="button" className="button" onClick={cancel}>
            {t('steps.cancel')}
          </button>
        )}
        <span role="status" className="wrong-count">
          {wrong.size > 0 && t('steps.wrongCount', { count: wrong.size })}
        </span>
      </div>
    </form>
  );
}
