const kilo = 1024;

/** A size of a file or of many, as `12 KB` or `3.4 MB`. */
export const sizeText = (bytes: number): string => (bytes < kilo * kilo ? `${Math.max(1, Math.round(bytes / kilo))} KB` : `${(bytes / (kilo * kilo)).toFixed(1)} MB`);
