import { schemas } from 'duban:schemas';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { serviceNow } from '../api/clock.ts';
import { Problem } from '../api/problem.ts';
import { useActing } from '../api/session.ts';
import { KeptFilesOf, useFilesOf } from '../drafts/kept-files.ts';
import { KeptNote } from '../drafts/kept-note.tsx';
import { withoutLocal } from '../drafts/local-files.ts';
import type { Place } from '../drafts/place.ts';
import type { Delivered } from '../drafts/sending.ts';
import { type Draft, dropDraft, keepDraft, keepsDrafts } from '../drafts/store.ts';
import { submit } from '../drafts/submit.ts';
import { useDraft } from '../drafts/use-draft.ts';
import { type Things, thingQuery } from '../things/things.ts';
import { alone } from '../ui/alone.ts';
import { Sheet } from '../ui/dialog.tsx';
import { Loading } from '../ui/states.tsx';
import { Moment } from '../ui/times.tsx';
import { type AllowedStep, isWithdrawal } from './allowed.ts';
import { Compare } from './compare.tsx';
import { Consequences, type Preview } from './consequences.tsx';
import { SchemaForm } from './form.tsx';
import { presentContent } from './present.ts';
import { discriminator, stepSchemas } from './schema.ts';
import type { Fields } from './values.ts';
import { visitTime, withVisitTime } from './visit-time.ts';
import { Withdrawal } from './withdrawal.tsx';
import { fieldName, valueName } from './words.ts';

interface OpenedProps {
  readonly things: string;
  readonly command: string;
  readonly id: string;
  /** What the thing is called, for the queue. */
  readonly title: string;
  readonly version: number;
  readonly step: AllowedStep;
  /** The thing waits for it: what it does for good is said, and nobody is warned off. */
  readonly isDue: boolean;
  readonly preview: boolean;
  readonly close: () => void;
  readonly done: (outcome: Delivered | 'waiting') => void;
}

/** The form of a step, with what was typed into it before. */
export function OpenedStep(props: OpenedProps) {
  const { things, id, step, version, close } = props;
  const acting = useActing();
  const place: Place = { ...acting.place, things, id, step: step.type };
  const draft = useDraft(place);
  const [startedOver, setStartedOver] = useState(false);
  const [opened] = useState(version);
  // A step that is closed to one while its form is open keeps the form, with what was written.
  const [wasOpen] = useState(step.ok);
  const [base, setBase] = useState<number>();
  const given = startedOver ? null : draft;
  const since = base ?? given?.version ?? opened;
  // What the thing has become since the form was begun stands beside it.
  const isChanged = version > since;
  return (
    <Sheet title={alone(step.name)} open close={close} wide={isChanged}>
      {given === undefined ? (
        <Loading />
      ) : (
        <div className={isChanged ? 'comparing' : undefined}>
          {isChanged && <Compare things={things} id={id} since={since} goOn={() => setBase(version)} />}
          <div>
            <KeptNote
              restored={given !== null}
              startOver={() => {
                setStartedOver(true);
                setBase(version);
                void dropDraft(place);
              }}
            />
            {!step.ok && <Closed step={step} />}
            {(step.ok || wasOpen || given !== null) && <StepForm key={String(startedOver)} {...props} place={place} given={given} since={since} />}
          </div>
        </div>
      )}
    </Sheet>
  );
}

function Closed({ step }: { readonly step: AllowedStep }) {
  const { t } = useTranslation();
  return (
    <p className="notice">
      {t('steps.notNow')}
      {step.reasonText && <> · {step.reasonText}</>}
      {step.until && (
        <>
          {' '}
          · {t('steps.until')} <Moment at={step.until} />
        </>
      )}
    </p>
  );
}

interface StepFormProps extends OpenedProps {
  readonly place: Place;
  readonly given: Draft | null;
  /** The version with which the step goes out. */
  readonly since: number;
}

function StepForm({ things, command, id, title, step, isDue, preview, close, done, place, given, since }: StepFormProps) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const ways = stepSchemas(command, step.type, schemas);
  const [way, setWay] = useState(given?.way ?? 0);
  const now = useRef({ place, way, since });
  now.current = { place, way, since };
  // What was filled in for one alternative is there again when one comes back to it.
  const filled = useRef(new Map(given ? [[given.way, given.fields] as const] : []));
  const keep = useCallback((fields: Fields): void => {
    const former = filled.current.get(now.current.way);
    filled.current.set(now.current.way, fields);
    if (keepsDrafts) void keepDraft(now.current.place, { fields, way: now.current.way, version: now.current.since }, former).catch(() => undefined);
  }, []);
  const files = useFilesOf(place.personId);
  const schema = ways[way];
  // Under one key goes one body: what is sent again names the moment at which it was submitted first.
  const submitted = useRef({ key: '', at: 0 });
  const send = async (filledIn: Fields, key: string): Promise<void> => {
    if (submitted.current.key !== key) submitted.current = { key, at: serviceNow() };
    const body = withVisitTime(schema ?? {}, filledIn, submitted.current.at);
    // Refused later, the form still says when the visit was.
    if (body !== filledIn) keep({ ...(filled.current.get(way) ?? filledIn), [visitTime]: body[visitTime] });
    try {
      done(await submit({ place, title, name: step.name, body, key, version: since, at: new Date().toISOString() }));
    } catch (problem) {
      // Somebody was faster: the newest is read and stands beside the form, in which all stays as it was filled in.
      if (problem instanceof Problem && problem.code === 'process.changed_since') await client.invalidateQueries();
      throw problem;
    }
  };
  const consequences = async (body: Fields): Promise<ReactNode> => (
    <Consequences preview={await ask<Preview>('POST', `/api/v1/${things}/${id}/preview`, withoutLocal(body))} {...(step.type === 'urge' ? { leftTitle: t('urging.left') } : {})} />
  );
  if (!schema) return null;
  const told = discriminator(schema);
  const thing = client.getQueryData(thingQuery(things as keyof Things, id).queryKey);
  const before = filled.current.get(way) ?? presentContent(step.type, thing, told?.value);
  return (
    <KeptFilesOf value={files}>
      {isWithdrawal(step) && step.ok && <Withdrawal things={things} id={id} version={since} />}
      {ways.length > 1 && told && (
        <div className="field">
          <label htmlFor="step-way">{fieldName(told.by, `${step.type}.${told.by}`)}</label>
          <select id="step-way" value={way} onChange={({ target }) => setWay(Number(target.value))}>
            {ways.map((one, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: alternatives have no other name than their place
              <option key={index} value={index}>
                {alone(valueName(discriminator(one)?.value ?? String(index + 1)))}
              </option>
            ))}
          </select>
        </div>
      )}
      <SchemaForm
        key={way}
        schema={schema}
        submitName={t('steps.submit')}
        send={send}
        cancel={close}
        keep={keep}
        {...(before ? { given: before } : {})}
        dangerous={step.consequence !== undefined && !isDue}
        {...(step.consequence === undefined ? {} : { consequence: step.consequence })}
        {...(preview ? { consequences } : {})}
      />
    </KeptFilesOf>
  );
}
