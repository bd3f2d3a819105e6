import { useTranslation } from 'react-i18next';
import type { components } from '../api/types.ts';
import { language } from '../i18n/index.ts';
import { colon, comma } from '../ui/line.tsx';
import { Refused } from '../ui/states.tsx';
import { Day } from '../ui/times.tsx';

export type Preview = components['schemas']['Preview'];

/** What a step would do, as the API has decided it without doing it: what moves, who is told, what stays as it is, with `leftTitle` under a title of its own and of a refused step too. */
export function Consequences({ preview, leftTitle }: { readonly preview: Preview; readonly leftTitle?: string }) {
  const { t } = useTranslation();
  const { refused, moves, movesCount, notices, people, left } = preview;
  const apart = leftTitle !== undefined && left.length > 0 && <Left title={leftTitle} left={left} />;
  if (refused)
    return (
      <>
        <Refused detail={refused.detail} />
        {apart && <div className="notice">{apart}</div>}
      </>
    );
  return (
    <div className="notice" role="status">
      {apart}
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
        {!apart && left.map((one) => <LeftOut key={one.number} one={one} />)}
      </ul>
    </div>
  );
}

const LeftOut = ({ one: { number, detail } }: { readonly one: Preview['left'][number] }) => (
  <li>
    {number}
    {colon()}
    {detail}
  </li>
);

function Left({ title, left }: { readonly title: string; readonly left: Preview['left'] }) {
  return (
    <>
      <p>
        <strong>{title}</strong>
      </p>
      <ul>
        {left.map((one) => (
          <LeftOut key={one.number} one={one} />
        ))}
      </ul>
    </>
  );
}

const Change = ({ before, after }: { readonly before: string | null; readonly after: string | null }) => (
  <>
    {before && <Day on={before} />} → {after && <Day on={after} />}
  </>
);
