import { iso } from '../http/time.ts';
import type { AttachmentRow } from './store.ts';

/** A file's description. */
export const presentAttachment = (row: AttachmentRow) => ({
  id: row.id,
  sha256: row.sha256,
  size: row.size,
  mediaType: row.media_type,
  name: row.name,
  unitId: row.unit_id,
  uploadedBy: row.uploaded_by,
  createdAt: iso(row.created_at.getTime()),
});
