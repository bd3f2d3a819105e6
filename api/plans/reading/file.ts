import type { PlanSource } from '../../../domain/plan/source.ts';
import { HttpProblem } from '../../http/problem.ts';
import { PlanReadingRefused, readPlanSource } from './read.ts';

/** Lines and tables of a file that was sent; one that is no document, hostile or too large is a problem with a `plan.…` code. */
export async function readFile(bytes: Buffer, mediaType: string): Promise<PlanSource> {
  try {
    return await readPlanSource(bytes, mediaType);
  } catch (error) {
    if (error instanceof PlanReadingRefused) throw new HttpProblem(error.code, { params: error.params });
    throw error;
  }
}
