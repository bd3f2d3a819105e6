import { openArchive } from '../plans/reading/archive.ts';
import { readXml } from '../plans/reading/xml.ts';

const types = '[Content_Types].xml';
const ofMainPart = '.main+xml';

/**
 * The media type that a zip file says of its main part: that of a .docx, .xlsx or another office file, else `application/zip`, also for one that is damaged or protected, or whose list
 * of parts unpacks to too much. Only that list is read, under the bounds of archives. Throws nothing.
 */
export async function officeKind(bytes: Buffer): Promise<string> {
  let main: string | undefined;
  try {
    const archive = await openArchive(bytes, { readsAll: false });
    try {
      if (archive.names.includes(types))
        await readXml(archive, types, {
          open: (_name, { ContentType = '' }) => {
            if (ContentType.endsWith(ofMainPart)) main ??= ContentType.slice(0, -ofMainPart.length).toLowerCase();
            return true;
          },
          close: () => undefined,
        });
    } finally {
      archive.close();
    }
  } catch {
    return 'application/zip';
  }
  return main ?? 'application/zip';
}
