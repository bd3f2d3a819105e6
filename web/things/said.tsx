import type { TFunction } from 'i18next';
import { Line } from '../ui/line.tsx';
import type { Fact } from './facts.ts';

/** Who recorded a fact, in words: a person and for whom, the time that came, or the service. */
export const recordedBy = ({ actor }: Fact, t: TFunction): string =>
  actor.by === 'person'
    ? [actor.unit?.name, actor.person?.name, actor.forPerson ? t('timeline.onBehalf', { name: actor.forPerson.name ?? '' }) : undefined].filter(Boolean).join(' ')
    : t(actor.by === 'time' ? 'timeline.byTime' : 'timeline.bySystem');

/** What a fact says, a line for each field. */
export function Said({ fact: { said } }: { readonly fact: Fact }) {
  if (said.length === 0) return null;
  return (
    <dl className="facts-of">
      {said.map(({ name, text }) => (
        <Line key={`${name} ${text}`} name={name}>
          {text}
        </Line>
      ))}
    </dl>
  );
}
