import { type RefObject, useEffect, useRef, useState } from 'react';

/** The first input of a field; of buttons of which one is chosen, that one, as the keyboard comes to it too. */
function entryOf(field: Element): HTMLElement | null {
  const first = field.querySelector<HTMLElement>('input, select, textarea, button');
  const chosen =
    first instanceof HTMLInputElement && first.type === 'radio' ? [...field.querySelectorAll('input')].find(({ name, checked }) => checked && name === first.name) : undefined;
  return chosen ?? first;
}

/** Leads to the first field of a form that is wrong, or else to the note of what was refused: in sight and with the focus, so that no refusal goes unnoticed below a long form. */
function leadToFault(form: HTMLFormElement): void {
  const field = form.querySelector('.wrong')?.closest('.field');
  const at = (field && entryOf(field)) ?? form.querySelector<HTMLElement>('.refusal');
  at?.focus({ preventScroll: true });
  at?.scrollIntoView({ block: 'center' });
}

/** The form to watch, and what tells that it was refused: once its faults are shown, it leads to the first of them. */
export function useRefusal(): { readonly form: RefObject<HTMLFormElement | null>; readonly refuse: () => void } {
  const form = useRef<HTMLFormElement>(null);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    if (times > 0 && form.current) leadToFault(form.current);
  }, [times]);
  return { form, refuse: () => setTimes((former) => former + 1) };
}
