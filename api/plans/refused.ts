import { z } from 'zod';
import type { Refusal } from '../../domain/process/decision.ts';
import type { Language } from '../http/language.ts';
import { problemBody } from '../http/problem.ts';

/** What a preview answers where what is looked at would be refused: no error, for looking is none. */
export const refusedField = z.strictObject({ code: z.string(), detail: z.string(), items: z.array(z.record(z.string(), z.unknown())) }).nullable();

/** A refusal of a rule as previews show it. */
export function presentRefused(refusal: Pick<Refusal, 'code' | 'params' | 'items'>, language: Language) {
  const { code, detail, items = [] } = problemBody(refusal.code, language, '', refusal);
  return { code, detail, items: items.map((item) => ({ ...item })) };
}
