import { useTranslation } from 'react-i18next';
import type { components } from '../api/types.ts';
import { language } from '../i18n/index.ts';
import { comma } from '../ui/line.tsx';
import { Refused } from '../ui/states.tsx';
import { Day } from '../ui/times.tsx';

export type Preview = components['schemas']['Preview'];

/** What a step would do, as the API has decided it without doing it: what moves, who is told, what stays as it is. */
export function Consequences({ preview }: { readonly preview: Preview }) {
  const { t } = useTranslation();
  const { refused, moves, movesCount, notices, people, left } = preview;
  if (refused) return <Refused detail={refused.detail} />;
  return (
    <div className="notice" role="status">
      {movesCount === 0 && people === 0 ? (
        <p>{t('steps.nothing')}</p>
      ) : (
        <p>
          <strong>{[t('steps.moves', { count: movesCount }), t('steps.tells', { count: people })].join(comma())}</strong>
        </p>
      )}
      <ul>
        {moves.map((move) => (
          <li key={`${move.type} ${move.id}`}>
            {move.number} {move.title} {move.dueOn.before !== move.dueOn.after && <Change before={move.dueOn.before} after={move.dueOn.after} />}
          </li>
        ))}
        {notices.map(({ kind, text, to }) => (
          <li key={`${kind} ${text.zh.title}`}>
            {text[language()].title} → {to.map(({ unit, post }) => `${unit.name ?? ''} ${post}`).join(comma())}
          </li>
        ))}
        {left.map(({ number, detail }) => (
          <li key={number}>
            {number}: {detail}
          </li>
        ))}
      </ul>
    </div>
  );
}

const Change = ({ before, after }: { readonly before: string | null; readonly after: string | null }) => (
  <>
    {before && <Day on={before} />} → {after && <Day on={after} />}
  </>
);
