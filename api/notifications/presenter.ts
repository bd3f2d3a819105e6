import type { Bilingual } from '../../domain/notice/notice.ts';
import type { ProcessType } from '../../domain/process/definition.ts';
import { type Language, say } from '../http/language.ts';
import { iso, isoOrNull } from '../http/time.ts';

/** A notice with the process it is about. */
export interface NoticeRow {
  readonly id: string;
  readonly kind: string;
  readonly rung: string;
  readonly is_rung: boolean;
  readonly title: Bilingual;
  readonly why: Bilingual;
  readonly rule: Bilingual;
  readonly stops: Bilingual;
  readonly urgent: boolean;
  readonly instead_of: string | null;
  readonly due_at: Date | null;
  readonly created_at: Date;
  readonly read_at: Date | null;
  readonly process_id: string;
  readonly process_type: ProcessType;
  readonly process_number: string | null;
}

/** A notice in the reader's language. */
export const presentNotification = (row: NoticeRow, language: Language) => ({
  id: row.id,
  kind: row.kind,
  rung: row.is_rung ? row.rung : null,
  title: say(row.title, language),
  process: { type: row.process_type, id: row.process_id, number: row.process_number },
  dueAt: isoOrNull(row.due_at?.getTime()),
  createdAt: iso(row.created_at.getTime()),
  readAt: isoOrNull(row.read_at?.getTime()),
  urgent: row.urgent,
  insteadOf: row.instead_of,
  why: say(row.why, language),
  rule: say(row.rule, language),
  stops: say(row.stops, language),
});
