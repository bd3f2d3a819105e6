import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { Details } from '../registers/details.tsx';
import { FirstPassword } from '../registers/first-password.tsx';
import { HandOver } from '../registers/hand-over.tsx';
import { type Entry, type Register, registerOf } from '../registers/kinds.tsx';
import type { AllowedStep } from '../steps/allowed.ts';
import { type Offer, OfferedChoices } from '../steps/offered.tsx';
import { StepsPanel } from '../steps/panel.tsx';
import { partsOf } from '../things/offers.ts';
import { Line } from '../ui/line.tsx';
import { Page } from '../ui/page.tsx';
import { Read } from '../ui/states.tsx';
import { NotFound } from './not-found.tsx';

interface Shown extends Entry {
  readonly allowed: readonly AllowedStep[];
}

/** What a split of a unit shares out among its parts. */
function offerOf(unitId: string): Offer {
  const { posts, children } = partsOf(unitId);
  return { 'split.parts.posts': posts, 'split.parts.children': children };
}

const stepOf = ({ allowed }: Shown, type: string): AllowedStep | undefined => allowed.find((step) => step.type === type);

/** One entry of a register: what is known of it, and what may be done with it. */
export function Screen() {
  const { things, id = '' } = useParams({ strict: false });
  const register = registerOf(things);
  return register ? <EntryPage register={register} id={id} /> : <NotFound />;
}

function EntryPage({ register, id }: { readonly register: Register; readonly id: string }) {
  const { t } = useTranslation();
  const { things } = register;
  const found = useQuery({ queryKey: ['things', things, id], queryFn: () => ask<Shown>('GET', `/api/v1/${things}/${id}`) });
  const name = t(`registers.names.${things as 'units'}`);
  return (
    <Page
      title={found.data ? register.titleOf(found.data) : name}
      above={
        <Link to="/administration/$things" params={{ things }}>
          {name}
        </Link>
      }
    >
      <Read query={found}>
        {(entry) => (
          <div className="columns two">
            <div>
              <section className="card" aria-labelledby="entry">
                <h2 id="entry">{t('cases.file')}</h2>
                <dl className="facts-of">
                  {register.columns(t).map(({ head, cell }) => (
                    <Line key={head} name={head}>
                      {cell(entry) || t('registers.nothing')}
                    </Line>
                  ))}
                  <Details things={things} entry={entry} />
                </dl>
              </section>
              {things === 'people' && <HandOver personId={entry.id} step={stepOf(entry, 'handOver')} />}
            </div>
            <div>
              <OfferedChoices value={things === 'units' ? offerOf(entry.id) : {}}>
                <StepsPanel
                  things={things}
                  command={register.command}
                  id={entry.id}
                  title={register.titleOf(entry)}
                  version={entry.version}
                  allowed={entry.allowed}
                  preview={things === 'units'}
                />
              </OfferedChoices>
              {things === 'people' && <FirstPassword personId={entry.id} name={register.titleOf(entry)} step={stepOf(entry, 'issuePassword')} />}
            </div>
          </div>
        )}
      </Read>
    </Page>
  );
}
