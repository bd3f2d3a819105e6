import { schemas } from 'duban:schemas';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../api/problem.ts';
import { ProblemNote } from '../ui/states.tsx';
import { ObjectInput } from './field.tsx';
import type { Schema } from './schema.ts';
import { bodyOf, type Fields, initial, lacks } from './values.ts';

interface FormProps {
  readonly schema: Schema;
  readonly submitName: string;
  /** Sends the body under a key that stays the same for one filling-in, so that a repeat after a lost connection has one effect. */
  readonly send: (body: Fields, key: string) => Promise<void>;
  readonly cancel?: () => void;
  readonly given?: Fields;
  readonly dangerous?: boolean;
}

/** A form made from the API's schema of a body. It keeps what was typed when it is refused, and says at each field what is wrong. */
export function SchemaForm({ schema, submitName, send, cancel, given = {}, dangerous = false }: FormProps) {
  const { t } = useTranslation();
  const [fields, setFields] = useState<Fields>(() => ({ ...initial(schema, schemas), ...given }));
  const [problem, setProblem] = useState<unknown>();
  const [wrong, setWrong] = useState<ReadonlyMap<string, string>>(new Map());
  const [sending, setSending] = useState(false);
  const key = useRef(crypto.randomUUID());
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = (bodyOf(schema, fields, schemas) ?? {}) as Fields;
    const missing = lacks(schema, body, schemas);
    setWrong(new Map([...missing].map(([at, { kind, max }]) => [at, kind === 'required' ? t('steps.required') : t('steps.tooLong', { max: max ?? 0 })])));
    if (missing.size > 0) return;
    setSending(true);
    setProblem(undefined);
    try {
      await send(body, key.current);
    } catch (failed) {
      setProblem(failed);
      if (failed instanceof Problem) {
        setWrong(new Map(failed.items.flatMap(({ pointer, text }) => (pointer ? [[pointer, text ?? failed.detail] as const] : []))));
        // What was judged was judged: other content is another request. Without an answer the same is sent again under the same key.
        if (failed.status !== 0 && failed.status < 500) key.current = crypto.randomUUID();
      }
    } finally {
      setSending(false);
    }
  };
  return (
    <form className="form" noValidate onSubmit={(event) => void submit(event)}>
      {problem !== undefined && <ProblemNote problem={problem} />}
      <ObjectInput schema={schema} value={fields} change={(next) => setFields((next ?? {}) as Fields)} pointer="" wrong={wrong} />
      <div className="buttons">
        <button type="submit" className={`button primary${dangerous ? ' danger' : ''}`} disabled={sending}>
          {sending ? t('state.saving') : submitName}
        </button>
        {cancel && (
          <button type="button" className="button" onClick={cancel}>
            {t('steps.cancel')}
          </button>
        )}
      </div>
    </form>
  );
}
