import type { Bilingual } from '../../domain/notice/notice.ts';
import type { Json } from '../../domain/process/fact.ts';
import { type RefusalCode, refusals } from '../../domain/refusals.ts';
import { type HttpCode, httpTexts } from './codes.ts';
import { type Language, say } from './language.ts';
import { httpStatus } from './status.ts';

/** Every code that a problem may carry. */
export type ProblemCode = RefusalCode | HttpCode;

/** What a problem says besides its code. */
export interface ProblemDetails {
  /** Values for the placeholders of the text. */
  readonly params?: Readonly<Record<string, Json>>;
  /** Each item that blocks, or each place of the request that is wrong. */
  readonly items?: readonly Readonly<Record<string, Json | undefined>>[];
  /** Response headers that belong to it (Retry-After, Allow). */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that is answered with a problem. Thrown inside api/ only; rules refuse with values. */
export class HttpProblem extends Error {
  override name = 'HttpProblem';
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.details = details;
  }
}

/** An RFC 9457 problem as it goes over the wire: application/problem+json. */
export interface ProblemBody {
  readonly [member: string]: Json | undefined;
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail: string;
  readonly instance: string;
  readonly params?: Readonly<Record<string, Json>>;
  readonly items?: readonly Readonly<Record<string, Json | undefined>>[];
}

const titles: Readonly<Record<number, Bilingual>> = {
  400: { zh: '请求无效', en: 'Bad request' },
  401: { zh: '需要登录', en: 'Sign-in needed' },
  403: { zh: '无权办理', en: 'Not permitted' },
  404: { zh: '没有找到', en: 'Not found' },
  405: { zh: '方法不可用', en: 'Method not allowed' },
  408: { zh: '请求太慢', en: 'Request too slow' },
  409: { zh: '与当前状态冲突', en: 'In conflict with the present state' },
  410: { zh: '已不再保存', en: 'No longer kept' },
  412: { zh: '版本已变', en: 'Version has changed' },
  413: { zh: '内容过大', en: 'Too large' },
  415: { zh: '内容类型不支持', en: 'Media type not supported' },
  421: { zh: '主机名不符', en: 'Misdirected request' },
  422: { zh: '内容不合规则', en: 'Content breaks a rule' },
  428: { zh: '缺少版本', en: 'Version required' },
  429: { zh: '过于频繁', en: 'Too many requests' },
  500: { zh: '服务出错', en: 'Internal error' },
  503: { zh: '暂时不可用', en: 'Not available at present' },
  507: { zh: '存储不足', en: 'Storage is full' },
};

/** The text of a code in both languages. */
export const textOf = (code: ProblemCode): Bilingual => (Object.hasOwn(httpTexts, code) ? httpTexts[code as HttpCode] : refusals[code as RefusalCode]);

/** All codes, for the reference page. */
export const problemCodes = Object.keys(httpStatus) as readonly ProblemCode[];

/** The problem for a code; `path` is the request's path without its query, which may hold what must not be repeated. */
export function problemBody(code: ProblemCode, language: Language, path: string, details: ProblemDetails = {}): ProblemBody {
  const status = httpStatus[code];
  return {
    type: `/api/docs/problems#${code}`,
    title: say(titles[status] ?? textOf(code), language),
    status,
    code,
    detail: say(textOf(code), language, details.params),
    instance: path.slice(0, 300),
    ...(details.params ? { params: details.params } : {}),
    ...(details.items ? { items: details.items } : {}),
  };
}
