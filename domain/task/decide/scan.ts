import { type Refusal, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import type { Scan } from '../state.ts';
import { isOfUnits } from './evidence.ts';

/** Kinds of files that can be the scan of a paper. */
const scanTypes = ['application/pdf', 'image/png', 'image/jpeg', 'image/tiff', 'image/webp'];

/**
 * The scan of a sealed paper as a fact keeps it. Refuses an attachment that is not the office's, one that is no scan, the scan that is in force already, and another
 * one without a reason.
 */
export function newScan(
  { evidence, reason }: { readonly evidence: string; readonly reason?: string },
  former: Scan | undefined,
  officeUnitId: string,
  world: World,
): { readonly ok: true; readonly scan: Scan & { readonly reason?: string } } | Refusal {
  const file = world.attachments.get(evidence);
  if (!file || !isOfUnits(evidence, [officeUnitId], world)) return refuse('evidence.unknown', { id: evidence });
  if (!scanTypes.includes(file.mediaType)) return refuse('task.scan_unfit', { found: file.mediaType });
  if (former?.sha256 === file.sha256) return refuse('task.nothing_changed');
  if (former && reason === undefined) return refuse('task.scan_reason_needed');
  const { sha256, name, mediaType } = file;
  return { ok: true, scan: { evidence, sha256, name, mediaType, ...(reason === undefined ? {} : { reason }) } };
}
