const officeTypes: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The media type of a plan's or standard's file, by its name: browsers do not know every kind, and some call separated text a workbook's. */
export function typeOf(file: File): string {
  const ending = file.name.split('.').at(-1)?.toLowerCase() ?? '';
  return officeTypes[ending] ?? 'text/plain; charset=utf-8';
}
