import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { colon } from '../ui/line.tsx';
import { Empty, Read } from '../ui/states.tsx';
import type { PieceKind } from './pieces.ts';
import { sourceQuery } from './queries.ts';

interface SourceTextProps {
  readonly planId: string;
  readonly pieces: ReadonlyMap<number, PieceKind>;
  /** The lines that belong to what is looked at on the other side. */
  readonly marked: { readonly from: number; readonly to: number } | undefined;
  readonly choose: (line: number) => void;
}

/** The text that the draft was read from, each line marked by what it was recognised as. It scrolls to what is looked at in the draft. */
export function SourceText({ planId, pieces, marked, choose }: SourceTextProps) {
  const { t } = useTranslation();
  const source = useQuery(sourceQuery(planId));
  const box = useRef<HTMLOListElement>(null);
  const from = marked?.from;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it scrolls again once the text has come
  useEffect(() => {
    const line = from === undefined ? undefined : box.current?.querySelector(`[data-line="${from}"]`);
    line?.scrollIntoView({ block: 'center' });
  }, [from, source.data]);
  return (
    <section className="card source" aria-labelledby="source">
      <h2 id="source">{t('plans.source')}</h2>
      <Read query={source}>
        {({ lines }) =>
          lines.length === 0 ? (
            <Empty>{t('plans.noSource')}</Empty>
          ) : (
            <ol ref={box} className="source-lines">
              {lines.map(({ line, text }) => {
                const kind = pieces.get(line);
                const isMarked = marked !== undefined && line >= marked.from && line <= marked.to;
                return (
                  <li key={line} data-line={line} className={`${kind ?? 'plain'}${isMarked ? ' marked' : ''}`}>
                    <span className="line-number">{line}</span>
                    {kind === undefined ? (
                      <span>{text}</span>
                    ) : (
                      <button type="button" className="line" onClick={() => choose(line)} aria-label={`${t(`plans.piece.${kind}`)}${colon()}${text}`}>
                        <span className="tag">{t(`plans.piece.${kind}`)}</span> {text}
                      </button>
                    )}
                  </li>
                );
              })}
            </ol>
          )
        }
      </Read>
    </section>
  );
}
