import { zipOf } from '../plan/office-file.ts';

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${relationships}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"`;

/** A run for each text, in the looks given. */
export const paragraph = (texts: readonly string[], looks = '', run = ''): string =>
  `<w:p>${looks && `<w:pPr>${looks}</w:pPr>`}${texts.map((text) => `<w:r>${run && `<w:rPr>${run}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`).join('')}</w:p>`;

interface WordParts {
  readonly header?: string;
  /** Further relationships of the text: type, target, and whether it lies outside. */
  readonly relations?: readonly (readonly [type: string, target: string, isOutside?: true])[];
  readonly parts?: Readonly<Record<string, string>>;
  /** Content types by part. */
  readonly types?: Readonly<Record<string, string>>;
  readonly mainType?: string;
}

/** A Word file with this markup in its body, made by hand as other programs than ours make it. */
export function wordFile(body: string, { header, relations = [], parts = {}, types = {}, mainType = `${word}.document.main+xml` }: WordParts = {}): Buffer {
  const all = [...(header === undefined ? [] : [['header', 'header1.xml'] as const]), ...relations];
  const overrides = { 'word/document.xml': mainType, 'docProps/core.xml': 'application/vnd.openxmlformats-package.core-properties+xml', ...types };
  const typed = { ...overrides, ...(header === undefined ? {} : { 'word/header1.xml': `${word}.header+xml` }) };
  const files: Readonly<Record<string, string>> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${Object.entries(
      typed,
    )
      .map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`)
      .join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'docProps/core.xml':
      '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>某打字员</dc:creator></cp:coreProperties>',
    'word/document.xml': `<w:document ${namespaces}><w:body>${body}<w:sectPr>${header === undefined ? '' : '<w:headerReference w:type="default" r:id="rId1"/>'}</w:sectPr></w:body></w:document>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all
      .map(
        ([type, target, isOutside], index) =>
          `<Relationship Id="rId${index + 1}" Type="${relationships}/${type}" Target="${target}"${isOutside === undefined ? '' : ' TargetMode="External"'}/>`,
      )
      .join('')}</Relationships>`,
    ...(header === undefined ? {} : { 'word/header1.xml': `<w:hdr ${namespaces}>${header}</w:hdr>` }),
    ...parts,
  };
  return zipOf(Object.entries(files).map(([name, text]) => ({ name, text })));
}

/** All that an urging notice's template must hold, its text in a style of the office's own. */
export const urgingBody = (own: string): string =>
  [
    paragraph([own], '<w:jc w:val="center"/>'),
    paragraph(['编号：{', '{文', '号}', '}']),
    paragraph(['{{标题}}'], '<w:pStyle w:val="OurTitle"/>', '<w:b/>'),
    paragraph(['致：{{addressee}}']),
    paragraph(['{{', '正文', '}}'], '<w:pStyle w:val="OurBody"/>', '<w:i/>'),
    `<w:tbl><w:tr><w:tc>${paragraph(['任务{{任务编号}}，超期{{超期天数}}日，{{答复期限}}前答复'])}</w:tc></w:tr></w:tbl>`,
    paragraph(['{{落款}}']),
    paragraph(['（{{代章}}代章）']),
    paragraph(['签发人：', '{{签发人}}']),
    paragraph(['{{成文日期}}']),
  ].join('');
