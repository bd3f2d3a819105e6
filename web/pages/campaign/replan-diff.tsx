import { useTranslation } from 'react-i18next';
import { language } from '../../i18n/index.ts';
import type { Preview } from '../../steps/consequences.tsx';
import { RungMoves } from '../../steps/rung-moves.tsx';
import { comma } from '../../ui/line.tsx';
import { Day } from '../../ui/times.tsx';

type Move = Preview['moves'][number];
type Change = Move['changes'][number];

/** A changed field's value in words: a text, a number, units by name, several after one another. */
function wordsOf(value: Change['before']): string {
  if (value === null) return '—';
  if (Array.isArray(value)) return value.map((one) => (typeof one === 'string' ? one : (one.name ?? ''))).join(comma()) || '—';
  return typeof value === 'object' ? (value.name ?? '') : String(value);
}

const isNew = ({ stage }: Move): boolean => stage.before === null;
const isCancelled = ({ stage }: Move): boolean => stage.after === 'cancelled' && stage.before !== 'cancelled';

/** What a re-plan does, or did; of one that was made nothing is refused and the notices are with their readers. */
type Shown = Pick<Preview, 'moves' | 'left'> & Partial<Pick<Preview, 'refused' | 'notices' | 'noticesCount' | 'people'>>;

/** A re-plan before it is applied, and as it was: what is new, what becomes another and what ends, each rung and notice that this moves, and what stays and why. */
export function ReplanDiff({ preview }: { readonly preview: Shown }) {
  const { t } = useTranslation();
  const { notices = [], noticesCount = 0, people = 0 } = preview;
  const tasks = preview.moves.filter(({ type }) => type === 'task');
  const added = tasks.filter(isNew);
  const cancelled = tasks.filter((move) => !isNew(move) && isCancelled(move));
  const changed = tasks.filter((move) => !isNew(move) && !isCancelled(move) && move.changes.length > 0);
  const paced = preview.moves.filter(({ rungs }) => rungs.length > 0);
  const lines = (name: string, moves: readonly Move[]) =>
    moves.length > 0 && (
      <details open>
        <summary>{name}</summary>
        <ul>
          {moves.map((move) => (
            <li key={`${move.number} ${move.title}`}>
              {move.number} {move.title} <span className="hint">{move.lead.after?.name}</span> {move.dueOn.after && <Day on={move.dueOn.after} />}
            </li>
          ))}
        </ul>
      </details>
    );
  return (
    <section className="notice" aria-live="polite" aria-label={t('revisions.diff')}>
      {preview.refused && (
        <p className="wrong" role="alert">
          {preview.refused.detail}
        </p>
      )}
      <p>
        <strong>{t('revisions.sum', { added: added.length, changed: changed.length, cancelled: cancelled.length, left: preview.left.length })}</strong>
      </p>
      {lines(t('revisions.addedN', { count: added.length }), added)}
      {changed.length > 0 && (
        <details open>
          <summary>{t('revisions.changedN', { count: changed.length })}</summary>
          {changed.map((move) => (
            <div key={move.id}>
              <h3 className="group">
                {move.number} {move.title}
              </h3>
              {move.changes.map(({ field, name, before, after }) => (
                <div key={field} className="change">
                  <span>{name}</span>
                  <del>{wordsOf(before)}</del>
                  <ins>{wordsOf(after)}</ins>
                </div>
              ))}
            </div>
          ))}
        </details>
      )}
      {lines(t('revisions.cancelledN', { count: cancelled.length }), cancelled)}
      {preview.left.length > 0 && (
        <details open>
          <summary>{t('revisions.leftN', { count: preview.left.length })}</summary>
          <ul>
            {preview.left.map(({ number, detail }) => (
              <li key={number}>
                {number} {detail}
              </li>
            ))}
          </ul>
        </details>
      )}
      {paced.length > 0 && (
        <details>
          <summary>{t('revisions.rungsN', { count: paced.reduce((sum, { rungs }) => sum + rungs.length, 0) })}</summary>
          <RungMoves moves={paced} />
        </details>
      )}
      {notices.length > 0 && (
        <details>
          <summary>{t('revisions.noticesN', { count: noticesCount, people })}</summary>
          <ul>
            {notices.map(({ text, to }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: notices of a preview have no other name than their place
              <li key={index}>
                {text[language()].title} → {to.map(({ unit, post }) => `${unit.name ?? ''} ${post}`).join(comma())}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
