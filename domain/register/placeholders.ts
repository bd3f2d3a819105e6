import { type Refusal, refuse } from '../process/decision.ts';

/** Documents that an office may have a template of its own for: 督办通知书、通报、会议纪要、工作总结. */
export const documentKinds = ['urgingNotice', 'bulletin', 'minutes', 'workSummary'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** What stands in double braces for a value of the document, by its English and its Chinese name: {{number}} and {{文号}} are the same. */
const placeholderNames = {
  issuer: '发文机关',
  number: '文号',
  title: '标题',
  addressee: '主送',
  body: '正文',
  heading: '小标题',
  tables: '附表',
  signature: '落款',
  seal: '代章',
  date: '成文日期',
  signer: '签发人',
  task: '任务编号',
  matter: '督办事项',
  standard: '工作标准',
  due: '完成时限',
  daysLate: '超期天数',
  answerOn: '答复期限',
  meeting: '会议名称',
  heldOn: '会议时间',
  place: '会议地点',
  present: '出席',
  absent: '缺席',
  agenda: '议题',
  record: '纪要内容',
  decisions: '议定事项',
} as const;
export type Placeholder = keyof typeof placeholderNames;

/** Those that become paragraphs or tables: each stands in a paragraph of its own, whose style it keeps. */
export const blockPlaceholders = ['body', 'heading', 'tables', 'record', 'decisions'] as const satisfies readonly Placeholder[];
export type BlockPlaceholder = (typeof blockPlaceholders)[number];
export const isBlock = (one: Placeholder): one is BlockPlaceholder => (blockPlaceholders as readonly Placeholder[]).includes(one);

/** Most names in braces in one template, each as often as it stands: what is written into for every document. */
const mostNames = 200;
/** Those that would say the same twice. */
const standsOnce = (one: Placeholder): boolean => isBlock(one) && one !== 'heading';

interface Placeholders {
  /** At least one of each group stands in the template: without it the document would lose what it must say. */
  readonly required: readonly (readonly [Placeholder, ...Placeholder[]])[];
  readonly optional: readonly Placeholder[];
}

const placeholders: Readonly<Record<DocumentKind, Placeholders>> = {
  urgingNotice: {
    required: [['number'], ['title'], ['addressee'], ['body'], ['signature'], ['seal'], ['date']],
    optional: ['issuer', 'signer', 'task', 'matter', 'standard', 'due', 'daysLate', 'answerOn'],
  },
  bulletin: { required: [['number'], ['title'], ['body'], ['tables'], ['signature'], ['seal'], ['date']], optional: ['issuer', 'addressee', 'heading', 'signer'] },
  minutes: {
    required: [['number'], ['title'], ['body', 'record'], ['body', 'decisions'], ['date']],
    optional: ['issuer', 'addressee', 'signature', 'meeting', 'heldOn', 'place', 'present', 'absent', 'agenda'],
  },
  workSummary: { required: [['number'], ['title'], ['body']], optional: ['tables', 'issuer', 'addressee', 'signature'] },
};

const all = Object.keys(placeholderNames) as readonly Placeholder[];

/** As it is written in a template: {{文号}}. */
export const written = (one: Placeholder): string => `{{${placeholderNames[one]}}}`;

/** What a name in braces stands for; undefined for any other text. */
export const placeholderNamed = (name: string): Placeholder | undefined => all.find((one) => one.toLowerCase() === name.toLowerCase() || placeholderNames[one] === name);

/** What a template for this kind of document may hold. */
export const placeholdersOf = (kind: DocumentKind): readonly Placeholder[] => [...new Set([...placeholders[kind].required.flat(), ...placeholders[kind].optional])];

/** A name in braces as it was read from a file. */
export interface FoundPlaceholder {
  readonly name: string;
  /** Nothing else stands in its paragraph. */
  readonly alone: boolean;
}

/** How many characters are put in, taken out or changed between two names. */
function distance(a: string, b: string): number {
  let row = [...b, ''].map((_, index) => index);
  for (const [at, letter] of [...a].entries()) {
    const next = [at + 1];
    for (const [index, other] of [...b].entries()) next.push(Math.min((row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1, (row[index] ?? 0) + (letter === other ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** What was probably meant: the nearest name of this kind of document, if at least half of its characters agree. */
function meant(name: string, kind: DocumentKind): string | undefined {
  const bare = name.replace(/[{}｛｝]/g, '').toLowerCase();
  const near = placeholdersOf(kind)
    .flatMap((one) => [one, placeholderNames[one]])
    .map((candidate) => ({ candidate, changes: distance(bare, candidate.toLowerCase()) }))
    .filter(({ candidate, changes }) => changes <= [...candidate].length / 2)
    .sort((a, b) => a.changes - b.changes)[0];
  return near === undefined ? undefined : `{{${near.candidate}}}`;
}

/** Why a file with these names in braces cannot be the template of this kind; undefined when it can. Unknown names come first: a slip of the pen explains what is missing. */
export function refusePlaceholders(kind: DocumentKind, found: readonly FoundPlaceholder[]): Refusal | undefined {
  const allowed = placeholdersOf(kind);
  const tooMany = (repeated: readonly Placeholder[]): Refusal =>
    refuse(
      'template.too_many_placeholders',
      { most: mostNames, names: allowed.filter(standsOnce).map(written).join('、') },
      repeated.map((one) => ({ placeholder: written(one) })),
    );
  // Before anything is compared with anything.
  if (found.length > mostNames) return tooMany([]);
  const known = found.map(({ name, alone }) => ({ name, alone, placeholder: placeholderNamed(name) }));
  const unknown = [...new Set(known.filter(({ placeholder }) => placeholder === undefined || !allowed.includes(placeholder)).map(({ name }) => name))];
  if (unknown.length > 0) {
    const items = unknown.map((name) => {
      const suggestion = meant(name, kind);
      return { placeholder: name, ...(suggestion === undefined ? {} : { suggestion }) };
    });
    return refuse('template.placeholder_unknown', { names: unknown.join('、') }, items);
  }
  const crowded = known.flatMap(({ alone, placeholder }) => (placeholder !== undefined && isBlock(placeholder) && !alone ? [written(placeholder)] : []));
  if (crowded.length > 0)
    return refuse(
      'template.placeholder_not_alone',
      { names: crowded.join('、') },
      crowded.map((placeholder) => ({ placeholder })),
    );
  const repeated = allowed.filter((one) => standsOnce(one) && known.filter(({ placeholder }) => placeholder === one).length > 1);
  if (repeated.length > 0) return tooMany(repeated);
  const missing = placeholders[kind].required.filter((group) => !known.some(({ placeholder }) => placeholder !== undefined && group.includes(placeholder)));
  if (missing.length === 0) return undefined;
  return refuse(
    'template.placeholder_missing',
    { names: missing.map((group) => group.map(written).join('/')).join('、') },
    missing.map((group) => ({ placeholder: written(group[0]), names: group.flatMap((one) => [written(one), `{{${one}}}`]) })),
  );
}
