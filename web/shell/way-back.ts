import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

/** Where Esc has a meaning of its own: what is open above the page is closed by it, and a field gives up what is being chosen or typed. */
const open = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';
const fields = 'input, select, textarea, [contenteditable]';

/** Esc on the page of one thing leads back to where it was opened from, with the filters and the place that one had there; nowhere where it was opened by its address. */
export function useWayBack(): void {
  const { history } = useRouter();
  useEffect(() => {
    let wasOpen = false;
    // Asked before anybody else hears of the key: what it closes is gone afterwards.
    const before = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') wasOpen = document.querySelector(open) !== null;
    };
    const after = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || wasOpen || event.defaultPrevented || event.isComposing) return;
      const isTyping = event.target instanceof Element && event.target.closest(fields) !== null;
      const isOfOne = history.location.pathname.split('/').length > 2 && !/^\/administration\/[^/]+$/.test(history.location.pathname);
      if (!isTyping && isOfOne && history.canGoBack()) history.back();
    };
    document.addEventListener('keydown', before, { capture: true });
    window.addEventListener('keydown', after);
    return () => {
      document.removeEventListener('keydown', before, { capture: true });
      window.removeEventListener('keydown', after);
    };
  }, [history]);
}
