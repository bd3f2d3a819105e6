import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Autocomplete, Dialog, Heading, Input, Menu, MenuItem, Modal, ModalOverlay, SearchField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import type { components } from '../api/types.ts';
import type { AllowedStep } from '../steps/allowed.ts';
import { placeOf } from '../things/things.ts';
import { usePaused } from '../ui/paused.ts';

type Search = components['schemas']['Search'];
type FoundType = Search['groups'][number]['type'];

/** A unit's tasks stand for it; a person is of the register; everything else has its own page. */
const placeFor = (type: FoundType, id: string): string => (type === 'unit' ? `/tasks?leadUnitId=${id}` : (placeOf({ type, id }) ?? `/administration/people/${id}`));

interface Chosen {
  readonly place: string;
  readonly title: string;
}

/** ⌘K or Ctrl-K, from anywhere: finds whatever one sees (a task, a case or its party, a campaign, a meeting, a unit, a person …) by number, characters or the initials of its pinyin, and goes there. Esc returns to where one was. */
export function Palette() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <button type="button" className="bar-button framed" aria-keyshortcuts="Control+K Meta+K" onClick={() => setOpen(true)}>
        {t('shell.search')} <span className="wide-only">⌘K</span>
      </button>
      <ModalOverlay className="dialog-ground" isOpen={open} onOpenChange={setOpen} isDismissable>
        <Modal className="dialog">
          <Dialog>
            <Heading slot="title" level={2} className="unseen">
              {t('palette.title')}
            </Heading>
            <Finder close={() => setOpen(false)} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

function Finder({ close }: { readonly close: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Chosen>();
  const q = usePaused(text.trim());
  const found = useQuery({
    queryKey: ['search', q],
    queryFn: () => ask<Search>('GET', `/api/v1/search?${new URLSearchParams({ q })}`),
    enabled: q.length >= 1,
  });
  const items = (found.data?.groups ?? []).flatMap(({ type, items: all }) =>
    all.map((item) => ({ ...item, type, id: placeFor(type, item.id), hasSteps: placeOf({ type, id: item.id }) !== undefined })),
  );
  const go = (place: string, step?: string): void => {
    close();
    void navigate(step === undefined ? { to: place } : { to: place, search: { step } });
  };
  if (chosen) return <Steps chosen={chosen} go={go} back={() => setChosen(undefined)} />;
  return (
    <div className="palette">
      <Autocomplete inputValue={text} onInputChange={setText}>
        <SearchField aria-label={t('palette.title')} autoFocus onClear={close}>
          <Input placeholder={t('palette.placeholder')} />
        </SearchField>
        <Menu
          aria-label={t('palette.title')}
          className="palette-items menu"
          items={items}
          renderEmptyState={() => <p className="empty">{q.length < 1 ? t('palette.hint') : found.isFetching ? t('state.loading') : t('palette.none')}</p>}
          onAction={(place) => {
            const item = items.find(({ id }) => id === place);
            // The click that chose it must not land on what takes its place.
            if (item?.hasSteps) setTimeout(() => setChosen({ place: item.id, title: [item.number, item.title].filter(Boolean).join(' ') }));
            else go(String(place));
          }}
        >
          {(item) => (
            <MenuItem textValue={`${item.number ?? ''} ${item.title}`}>
              <span>
                <span className="tag">{t(`palette.type.${item.type}`)}</span> {item.number} {item.title}
              </span>
              <span className="hint">{item.detail}</span>
            </MenuItem>
          )}
        </Menu>
      </Autocomplete>
    </div>
  );
}

const opening = '';

/** What may be done with the thing chosen: open it, or take one of the steps that are allowed now, whose form opens on its page. */
function Steps({ chosen: { place, title }, go, back }: { readonly chosen: Chosen; readonly go: (place: string, step?: string) => void; readonly back: () => void }) {
  const { t } = useTranslation();
  const thing = useQuery({ queryKey: ['palette', place], queryFn: () => ask<{ readonly allowed: readonly AllowedStep[] }>('GET', `/api/v1${place}`) });
  const steps = thing.data?.allowed.filter(({ ok }) => ok) ?? [];
  return (
    <div className="palette">
      <h3 className="list-head">{title}</h3>
      <Menu
        aria-label={title}
        className="palette-items menu"
        autoFocus="first"
        items={[{ id: opening, name: t('palette.open') }, ...steps.map(({ type, name }) => ({ id: type, name }))]}
        onAction={(step) => (step === opening ? go(place) : go(place, String(step)))}
      >
        {({ name }) => <MenuItem textValue={name}>{name}</MenuItem>}
      </Menu>
      <p className="buttons">
        <button type="button" className="button plain" onClick={back}>
          {t('palette.back')}
        </button>
        <span className="hint" role="status">
          {thing.isLoading && t('state.loading')}
        </span>
      </p>
    </div>
  );
}
