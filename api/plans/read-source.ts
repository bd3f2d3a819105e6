import type { PlanSource } from '../../domain/plan/source.ts';
import { type Refusal, refuse } from '../../domain/process/decision.ts';
import { PlanReadingRefused, readPlanSource } from './reading/read.ts';

/** Reads a plan's file; what cannot be read is a refusal with a `plan.*` code. */
export async function readSource(bytes: Buffer, mediaType: string): Promise<{ readonly ok: true; readonly source: PlanSource } | Refusal> {
  try {
    return { ok: true, source: await readPlanSource(bytes, mediaType) };
  } catch (error) {
    if (error instanceof PlanReadingRefused) return refuse(error.code, error.params);
    throw error;
  }
}
