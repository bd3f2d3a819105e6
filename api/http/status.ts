import type { RefusalCode } from '../../domain/refusals.ts';
import type { HttpCode } from './codes.ts';
import { processStatus } from './status/processes.ts';
import { registerStatus } from './status/registers.ts';
import { requestStatus } from './status/requests.ts';

/**
 * The HTTP status of every code: 400 malformed, 403 a visible record but a missing right, 404 invisible or absent, 409 wrong stage or conflict,
 * 412 another version, 422 the content breaks a rule. A code without a status does not compile.
 */
export const httpStatus = { ...requestStatus, ...registerStatus, ...processStatus } as const satisfies Record<RefusalCode | HttpCode, number>;
