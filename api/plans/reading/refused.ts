import type { planRefusals } from '../../../domain/plan/refusals.ts';

export type ReadingCode = Extract<
  keyof typeof planRefusals,
  'plan.empty' | 'plan.too_large' | 'plan.unsupported_type' | 'plan.not_a_document' | 'plan.zip_bomb' | 'plan.unreadable' | 'plan.encrypted' | 'plan.reading_too_slow'
>;

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
