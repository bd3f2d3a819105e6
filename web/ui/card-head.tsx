import type { ReactNode } from 'react';
import { Exports } from './exports.tsx';

interface CardHeadProps {
  /** By which the card is labelled. */
  readonly id: string;
  readonly title: ReactNode;
  /** The list that the card shows, to be taken out as files, with the filters of its address. */
  readonly files?: { readonly address: string; readonly query?: string } | undefined;
  /** What else is done with all of the card. */
  readonly children?: ReactNode;
}

/** The head of a card: what it is called, what is done with all of it, and its list as files. */
export function CardHead({ id, title, files, children }: CardHeadProps) {
  return (
    <div className="card-head">
      <h2 id={id}>{title}</h2>
      {children}
      {files && <Exports {...files} />}
    </div>
  );
}
