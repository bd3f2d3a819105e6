import type { planRefusals } from '../../../domain/plan/refusals.ts';

type PlanRefusal = keyof typeof planRefusals;

/** Why an office's file is not read, whatever is to be read from it: its form, its size or its content. */
export const fileRefusals = [
  'plan.too_large',
  'plan.not_a_document',
  'plan.zip_bomb',
  'plan.unreadable',
  'plan.encrypted',
  'plan.reading_too_slow',
] as const satisfies readonly PlanRefusal[];
export type ReadingCode = Extract<PlanRefusal, 'plan.empty' | 'plan.unsupported_type'> | (typeof fileRefusals)[number];

/** A file that cannot be read as a plan; `code` and `params` are those of the refusal texts (domain/plan/refusals.ts). */
export class PlanReadingRefused extends Error {
  readonly code: ReadingCode;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: ReadingCode, params: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.name = 'PlanReadingRefused';
    this.code = code;
    this.params = params;
  }
}
