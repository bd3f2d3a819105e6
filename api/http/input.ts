import type { Request } from 'express';
import type { z } from 'zod';
import { z as zod } from 'zod';
import { issueText } from './issue-text.ts';
import { normalText, readJson } from './json.ts';
import type { Language } from './language.ts';
import { HttpProblem } from './problem.ts';
import type { BytesSpec } from './route.ts';

/** Largest JSON body in bytes. */
const jsonLimit = 1_048_576;
const mostIssues = 50;

type SayIssue = z.core.$ZodErrorMap;
/** As zod says it; of a variant that is not known, which ones are. */
const sayIssue =
  (said: SayIssue, known: (names: string) => string, language: Language): SayIssue =>
  (issue) =>
    issue.code === 'invalid_union' && Array.isArray(issue.options)
      ? known(issue.options.map((name) => JSON.stringify(name)).join('|'))
      : ((issue.code === 'custom' ? issueText(issue)?.[language] : undefined) ?? said(issue));
const messages = {
  zh: sayIssue(zod.locales.zhCN().localeError, (names) => `无效选项：期望以下之一 ${names}`, 'zh'),
  en: sayIssue(zod.locales.en().localeError, (names) => `Invalid option: expected one of ${names}`, 'en'),
};

/** Checks a part of a request against its schema; 400 `request.invalid` names each place by a JSON pointer, with what is wrong in zod's words and, where a person can have filled it in so, in theirs. */
export function check<S extends z.ZodType>(schema: S, value: unknown, part: 'body' | 'query' | 'params' | 'headers', language: Language): z.output<S> {
  const parsed = schema.safeParse(value, { error: messages[language], reportInput: true });
  if (parsed.success) return parsed.data;
  throw new HttpProblem('request.invalid', {
    items: parsed.error.issues.slice(0, mostIssues).map((issue) => ({
      in: part,
      pointer: `/${issue.path.map((step) => String(step).slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`.replace(/^\/$/, ''),
      rule: issue.code,
      text: issueText(issue)?.[language],
      // What zod says may repeat what came in; the names of variants are the API's own, however many.
      message: issue.code === 'invalid_union' ? issue.message : issue.message.slice(0, 300),
    })),
  });
}

/** The query as one text for each name. A repeated name is 400: which of the two would count is nobody's guess. */
export function readQuery(url: string): Record<string, string> {
  const start = url.indexOf('?');
  const query: Record<string, string> = Object.create(null) as Record<string, string>;
  if (start < 0) return { ...query };
  let count = 0;
  for (const [name, value] of new URLSearchParams(url.slice(start + 1))) {
    if (++count > 100) throw new HttpProblem('request.invalid', { items: [{ in: 'query', pointer: '', message: 'too many parameters' }] });
    if (name in query) throw new HttpProblem('request.parameter_repeated', { params: { name: name.slice(0, 100) } });
    query[normalText(name)] = normalText(value);
  }
  return Object.fromEntries(Object.entries(query));
}

/** A header that may appear once; 400 when it came twice (Node joins such with a comma). */
export function single(request: Request, name: string): string | undefined {
  const values = request.headersDistinct[name.toLowerCase()];
  if (values !== undefined && values.length > 1) throw new HttpProblem('request.header_invalid', { params: { name } });
  return values?.[0];
}

/** Media type of the body, lower case, without parameters; a charset other than UTF-8 is 415. */
export function mediaTypeOf(request: Request): string | undefined {
  const header = single(request, 'Content-Type');
  if (header === undefined) return undefined;
  const [type = '', ...parameters] = header.toLowerCase().split(';');
  const charset = parameters.map((parameter) => /^\s*charset="?([^"]*)"?\s*$/.exec(parameter)?.[1]).find((value) => value !== undefined);
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8' && type.trim() === 'application/json')
    throw new HttpProblem('request.media_type', { params: { accepted: 'application/json; charset=utf-8' } });
  return type.trim();
}

/** Reads a body of at most `limit` bytes. Compressed bodies are refused: what they grow to is unknown. 413, 415 or 400 `request.body_interrupted`. */
async function readBytes(request: Request, limit: number): Promise<Buffer> {
  const encoding = single(request, 'Content-Encoding');
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') throw new HttpProblem('request.media_type', { params: { accepted: 'Content-Encoding: identity' } });
  const tooLarge = (): HttpProblem => new HttpProblem('request.body_too_large', { params: { limit } });
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) throw tooLarge();
  return await new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (act: () => void): void => {
      request.off('data', onData).off('end', onEnd).off('error', onBroken).off('aborted', onBroken).off('close', onBroken);
      act();
    };
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > limit) settle(() => reject(tooLarge()));
      else chunks.push(chunk);
    };
    const onEnd = (): void => settle(() => resolve(Buffer.concat(chunks, size)));
    const onBroken = (): void => settle(() => reject(new HttpProblem('request.body_interrupted')));
    request.on('data', onData).on('end', onEnd).on('error', onBroken).on('aborted', onBroken).on('close', onBroken);
  });
}

/** The JSON body of a request. */
export async function readBody(request: Request, mediaType: string | undefined): Promise<unknown> {
  if (mediaType !== 'application/json') throw new HttpProblem('request.media_type', { params: { accepted: 'application/json' } });
  return readJson(await readBytes(request, jsonLimit));
}

/** The raw body of a route that takes bytes. */
export async function readRaw(request: Request, mediaType: string | undefined, spec: BytesSpec): Promise<Buffer> {
  if (mediaType === undefined || !spec.mediaTypes.includes(mediaType)) throw new HttpProblem('request.media_type', { params: { accepted: spec.mediaTypes.join(', ') } });
  return await readBytes(request, spec.limit);
}

/** The version in If-Match: a quoted number as the ETag gave it, weak or not, or the bare number. */
export function readIfMatch(request: Request, required: boolean): number | undefined {
  const header = single(request, 'If-Match');
  if (header === undefined) {
    if (required) throw new HttpProblem('request.version_missing');
    return undefined;
  }
  const version = /^\s*(?:(?:W\/)?"(\d{1,9})"|(\d{1,9}))\s*$/.exec(header);
  if (!version) throw new HttpProblem('request.header_invalid', { params: { name: 'If-Match' } });
  return Number(version[1] ?? version[2]);
}

/** The Idempotency-Key: 1 to 200 visible characters. */
export function readKey(request: Request): string | undefined {
  const header = single(request, 'Idempotency-Key');
  if (header !== undefined && !/^[\x21-\x7e]{1,200}$/.test(header)) throw new HttpProblem('request.header_invalid', { params: { name: 'Idempotency-Key' } });
  return header;
}
