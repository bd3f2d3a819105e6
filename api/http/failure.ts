import { LedgerUnavailable } from '../../ledger/execute.ts';
import { isPassing } from '../../ledger/ledger.ts';
import { HttpProblem } from './problem.ts';

const retrySoon = { 'Retry-After': '1' };

const codeOf = (error: unknown): string | undefined => (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined);

/** Prisma's codes for a database that is away, too slow, or a pool without a free connection. */
const prismaAway = /^P(1001|1002|1008|1017|2024|2028|2034)$/;
/** Disk full, by the system and by PostgreSQL. */
const storageFull = new Set(['ENOSPC', 'EDQUOT', '53100']);

/** The problem for anything thrown. What is not foreseen is 500 `service.failed`: its text never leaves, the log has it. */
export function problemFor(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  const cause = error instanceof LedgerUnavailable ? error.cause : error;
  const code = codeOf(cause);
  if (code !== undefined && storageFull.has(code)) return new HttpProblem('service.storage_full', { headers: { 'Retry-After': '60' } }, { cause: error });
  if (isPassing(error) || (code !== undefined && prismaAway.test(code))) return new HttpProblem('service.unavailable', { headers: retrySoon }, { cause: error });
  if (isOfExpress(error))
    return error.status === 413 ? new HttpProblem('request.body_too_large', {}, { cause: error }) : new HttpProblem('request.text_invalid', {}, { cause: error });
  return new HttpProblem('service.failed', {}, { cause: error });
}

/** Errors that Express makes of a request it cannot read, such as a damaged percent escape. */
function isOfExpress(error: unknown): error is { readonly status: number } {
  return typeof error === 'object' && error !== null && 'status' in error && typeof error.status === 'number' && error.status >= 400 && error.status < 500;
}
