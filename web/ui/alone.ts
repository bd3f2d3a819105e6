/** Words of the API that stand alone, as a button, a heading or a cell: in English they begin with a capital there, within a sentence they do not. */
export const alone = (words: string): string => words.replace(/^[a-z]/, (letter) => letter.toUpperCase());
