import { sendFile } from '../api/client.ts';
import { uploadLimitMs } from './taking.ts';

/** A file's upload, under a key of its own: repeated, it is the same file. */
export const upload = async (file: File, key: string, headers: Readonly<Record<string, string>> = {}): Promise<string> =>
  (
    await sendFile<{ readonly id: string }>(
      'PUT',
      `/api/v1/attachments?${new URLSearchParams({ name: file.name })}`,
      file,
      file.type || 'application/octet-stream',
      { ...headers, 'Idempotency-Key': key },
      uploadLimitMs(file.size),
    )
  ).id;
