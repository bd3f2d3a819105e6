import { language, useTexts } from '../i18n/index.ts';
import { spanWords } from './span.ts';
import { clockText, daysUntil, dayText, dueWords, momentText } from './time.ts';

/** A moment in Beijing time. */
export const Moment = ({ at }: { readonly at: string }) => <time dateTime={at}>{momentText(at, language())}</time>;

/** A Beijing day. */
export const Day = ({ on }: { readonly on: string }) => <time dateTime={on}>{dayText(on, language())}</time>;

interface SpanProps {
  readonly from: string | null;
  readonly until: string | null;
}

/** From one Beijing day to another, as far as they are known. */
export function Span({ from, until }: SpanProps) {
  const t = useTexts();
  return <>{t(spanWords(from, until), { from: from ? dayText(from, language()) : '', until: until ? dayText(until, language()) : '' })}</>;
}

interface DueProps {
  readonly dueOn: string | null;
  readonly dueAt: string | null;
  /** True for what is settled: no days are counted to it any more. */
  readonly settled?: boolean;
}

/** A due day or moment, with the days left or over in calendar days, or the moment of today that has passed. */
export function Due({ dueOn, dueAt, settled = false }: DueProps) {
  const t = useTexts();
  if (dueAt === null) return <>{t('due.none')}</>;
  const words = dueOn === null || settled ? undefined : dueWords(dueOn, dueAt);
  return (
    <>
      {dueOn === null ? <Moment at={dueAt} /> : <Day on={dueOn} />}
      {dueOn !== null && words && (
        <span className={words === 'due.over' || words === 'due.passed' ? 'light red' : 'more'}>
          {' '}
          {t(words, { count: Math.abs(daysUntil(dueOn)), at: clockText(dueAt, language()) })}
        </span>
      )}
    </>
  );
}
