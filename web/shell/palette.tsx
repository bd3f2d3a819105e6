import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { Autocomplete, Dialog, Heading, Input, Menu, MenuItem, Modal, ModalOverlay, SearchField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { placeOf } from '../things/things.ts';
import { usePaused } from '../ui/paused.ts';

interface Found {
  readonly id: string;
  readonly number: string | null;
  readonly title: string;
  readonly detail: string | null;
}

interface Group {
  readonly type: 'task' | 'case' | 'campaign' | 'unit' | 'person';
  readonly items: readonly Found[];
}

/** A unit's tasks stand for it; a person is of the register; everything else has its own page. */
const placeFor = (type: Group['type'], id: string): string => (type === 'unit' ? `/tasks?leadUnitId=${id}` : (placeOf({ type, id }) ?? `/administration/people/${id}`));

/** ⌘K or Ctrl-K, from anywhere: finds a task, case, campaign, unit or person by characters or the initials of their pinyin, and goes there. Esc returns to where one was. */
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
        {t('shell.search')}
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
  const q = usePaused(text.trim());
  const found = useQuery({
    queryKey: ['search', q],
    queryFn: () => ask<{ readonly groups: readonly Group[] }>('GET', `/api/v1/search?${new URLSearchParams({ q })}`),
    enabled: q.length >= 2,
  });
  const items = (found.data?.groups ?? []).flatMap(({ type, items: all }) => all.map((item) => ({ ...item, type, place: placeFor(type, item.id) })));
  return (
    <div className="palette">
      <Autocomplete inputValue={text} onInputChange={setText}>
        <SearchField aria-label={t('palette.title')} autoFocus>
          <Input placeholder={t('palette.placeholder')} />
        </SearchField>
        <Menu
          aria-label={t('palette.title')}
          className="palette-items menu"
          items={items.map((item) => ({ ...item, id: item.place }))}
          renderEmptyState={() => <p className="empty">{q.length < 2 ? t('palette.hint') : found.isFetching ? t('state.loading') : t('palette.none')}</p>}
          onAction={(place) => {
            close();
            void navigate({ to: String(place) });
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
