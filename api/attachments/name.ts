import type { Request } from 'express';
import { single } from '../http/input.ts';
import { HttpProblem } from '../http/problem.ts';
import { checkName } from './kind.ts';

/** The file's name: `?name=`, else Content-Disposition (filename*, then filename); undefined when neither says one. 400 `attachment.name_invalid`. */
export function nameOf(request: Request, query: string | undefined): string | undefined {
  if (query !== undefined) return checkName(query);
  const header = single(request, 'Content-Disposition');
  if (header === undefined) return undefined;
  const extended = /;\s*filename\*\s*=\s*UTF-8'[\w-]*'([^;\s]+)/i.exec(`;${header}`)?.[1];
  if (extended !== undefined) return checkName(decode(extended));
  const plain = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(`;${header}`);
  const raw = plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2];
  return raw === undefined ? undefined : checkName(fromLatin1(raw));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw new HttpProblem('attachment.name_invalid', {}, { cause: error });
  }
}

/** Node reads headers as Latin-1; senders write UTF-8 into them. */
function fromLatin1(text: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'));
  } catch {
    return text;
  }
}

/** Content-Disposition for saving under a name, whatever characters it has. */
export const dispositionOf = (name: string): string =>
  `attachment; filename="${name.replace(/[^\x20-\x7e]|["\\%]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)}`;
