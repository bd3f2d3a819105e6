import { useEffect, useState } from 'react';

/** Asks once typing has paused. */
const pauseMs = 200;

/** A text as it stands once typing has paused. */
export function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(setPaused, pauseMs, text);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
