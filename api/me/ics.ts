/** A text as a value of iCalendar (RFC 5545, 3.3.11): backslash, semicolon, comma and line breaks escaped, other control characters left out. */
export const escapeText = (text: string): string =>
  text
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\r\n|[\n\r\u2028\u2029]/g, '\\n')
    .replace(/(?!\t)\p{Cc}/gu, '');

/** Most octets of a line. */
const longest = 75;

/** A line folded so that none has more than 75 octets (RFC 5545, 3.1); a character is never cut in two. */
export function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const length = Buffer.byteLength(character);
    if (octets + length > longest) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += character;
    octets += length;
  }
  return [...parts, part].join('\r\n');
}
