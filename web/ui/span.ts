/** How a span of days is said: from the first to the last, from the first on, until the last, or that neither is known. */
export type SpanWords = 'span.both' | 'span.from' | 'span.until' | 'span.none';

/** What is known of a span says how it is put. */
export function spanWords(from: string | null, until: string | null): SpanWords {
  if (from) return until ? 'span.both' : 'span.from';
  return until ? 'span.until' : 'span.none';
}
