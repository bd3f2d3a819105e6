import { schemas } from 'duban:schemas';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../api/client.ts';
import { SchemaForm } from '../steps/form.tsx';
import { Sheet } from '../ui/dialog.tsx';

interface AddProps<Made> {
  /** Its place in the API's addresses. */
  readonly things: string;
  /** The schema of a new one. */
  readonly schema: string;
  /** What the button says. */
  readonly name: string;
  readonly title: string;
  readonly submitName: string;
  /** False where the button is not the first thing to be done on the page. */
  readonly isMain?: boolean;
  /** Called with what was made, once the page shows it. */
  readonly added?: (made: Made) => unknown;
}

/** A button that opens the form of a new entry; once it is there, all that is shown is read again. */
export function Add<Made>({ things, schema, name, title, submitName, isMain = true, added }: AddProps<Made>) {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <button type="button" className={isMain ? 'button primary' : 'button'} onClick={() => setOpen(true)}>
        {name}
      </button>
      <Sheet title={title} open={open} close={close}>
        <SchemaForm
          schema={schemas[schema] ?? {}}
          submitName={submitName}
          cancel={close}
          send={async (body, key) => {
            const made = await ask<Made>('POST', `/api/v1/${things}`, body, { 'Idempotency-Key': key });
            close();
            await client.invalidateQueries();
            await added?.(made);
          }}
        />
      </Sheet>
    </>
  );
}
