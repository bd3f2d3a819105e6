import { deadlineNames } from '../case/deadline-names.ts';
import type { Bilingual } from '../notice/notice.ts';
import type { Participant, Participation, TimedType } from '../process/definition.ts';

/**
 * How a unit owes by its part in a process: what is owed as a whole; beside others, until it has answered (waited.ts tells until when); nothing but what names it. Other parts owe nothing.
 */
const manners = { lead: 'whole', office: 'whole', assigner: 'whole', actingBody: 'whole', member: 'beside', addressee: 'beside', supporting: 'named' } as const satisfies Readonly<
  Partial<Record<Participation, string>>
>;
type Ower = keyof typeof manners;
/** A manner in which a unit owes by its part alone. */
export type Manner = Exclude<(typeof manners)[Ower], 'named'>;
/** Where one of these takes part, what both may do is its to do and no longer the other's: the unit that broke a task down decides on its shares instead of the office. */
const inStead = { assigner: 'office' } as const satisfies Readonly<Partial<Record<Ower, Ower>>>;

/** What is owed, and by which part in its process. */
export interface Owing {
  readonly by: readonly Ower[];
  readonly name: Bilingual;
  /** What it is called while its process stands at one of these stages. */
  readonly at?: Readonly<Record<string, Bilingual>>;
}

const office = ['office'] as const;
const lead = ['lead'] as const;
const addressee = ['addressee'] as const;
const body = ['actingBody'] as const;
const decider = ['office', 'assigner'] as const;

/**
 * Who owes what: for each type of process its kinds of deadlines, without what a kind says of one unit or one finding. Kinds that chase nobody (the end of a day, of a visit, of a time to
 * object) stand in none. The decisions on an extension and on an objection to a score have no deadline of their own and are owed all the same.
 */
const owings: Readonly<Record<TimedType, Readonly<Record<string, Owing>>>> = {
  campaign: {
    phaseEnd: { by: office, name: { zh: '阶段结束', en: 'end of the phase' } },
    meeting: { by: office, name: { zh: '召开领导小组会议', en: 'meeting of the leading group' } },
    supervision: { by: office, name: { zh: '开展督导检查', en: 'supervision visit' } },
    bulletin: { by: office, name: { zh: '印发通报', en: 'bulletin' } },
    liaison: { by: ['member'], name: { zh: '确定联络员', en: 'naming the liaison officer' } },
  },
  task: {
    task: { by: lead, name: { zh: '完成时限', en: 'due' } },
    sign: { by: lead, name: { zh: '签收', en: 'to be signed for' } },
    node: { by: lead, name: { zh: '节点时限', en: 'node due' } },
    urgingAnswer: { by: lead, name: { zh: '答复督办通知书', en: 'answer to a formal urging notice' } },
    review: { by: decider, name: { zh: '验收', en: 'decision on a submission' }, at: { returned: { zh: '改派', en: 'decision on a return' } } },
    extension: { by: decider, name: { zh: '延期申请待决定', en: 'extension to decide on' } },
    urgingNotice: { by: office, name: { zh: '签发督办通知书', en: 'formal urging notice to sign' } },
  },
  case: {
    inspect: { by: body, name: deadlineNames.inspect },
    measure: { by: body, name: deadlineNames.measure },
    rectify: { by: body, name: deadlineNames.rectify },
    suspension: { by: body, name: deadlineNames.suspension },
    followUp: { by: body, name: deadlineNames.followUp },
    decide: { by: body, name: deadlineNames.decide },
    conclude: { by: body, name: deadlineNames.conclude },
  },
  meeting: {
    reply: { by: addressee, name: { zh: '会议回执', en: 'reply to an invitation' } },
    minutes: { by: office, name: { zh: '会议纪要', en: 'minutes' } },
  },
  supervision: {
    visit: { by: office, name: { zh: '督导检查', en: 'supervision visit' } },
    objection: { by: office, name: { zh: '异议复核', en: 'decision on an objection' } },
    settling: { by: office, name: { zh: '问题整改销号', en: 'settling of the findings' } },
  },
  indicator: { value: { by: ['lead', 'supporting'], name: { zh: '报送指标数值', en: 'value of an indicator' } } },
  survey: { points: { by: ['lead', 'supporting'], name: { zh: '完成调查', en: 'survey' } } },
  evaluation: {
    review: { by: office, name: { zh: '考评评审', en: 'review of an evaluation' } },
    objection: { by: office, name: { zh: '公布考评结果', en: 'publication of an evaluation' } },
  },
  assessment: {
    selfCheck: { by: lead, name: { zh: '自查自评', en: 'self-check' } },
    objection: { by: office, name: { zh: '答复评分异议', en: 'answer to an objection to the score' } },
  },
  consultation: {
    opinions: { by: addressee, name: { zh: '反馈意见', en: 'answer to a consultation' } },
    answers: { by: office, name: { zh: '答复意见', en: 'answers to the comments' } },
  },
  bulletin: {
    signing: { by: office, name: { zh: '签发通报', en: 'bulletin to sign' } },
    issuing: { by: office, name: { zh: '印发通报', en: 'bulletin to issue' } },
  },
};

/** The kind without what follows it for one unit, one finding, one request: `value:…`, `objection-2`, `decide.close`. */
export const plainKind = (kind: string): string => kind.split(/[.:-]/)[0] ?? kind;
/** The unit that a kind names; undefined for what is owed by part. */
const unitNamed = (kind: string): string | undefined => kind.split(':')[1];

/** What a deadline of this kind is, and who owes it; undefined for one that chases nobody. */
export const owingOf = (type: TimedType, kind: string): Owing | undefined => {
  const kinds = owings[type];
  const plain = plainKind(kind);
  return Object.hasOwn(kinds, plain) ? kinds[plain] : undefined;
};

/** One line of the table: units that take part in this way owe this kind. */
export interface Owed {
  readonly type: TimedType;
  readonly kind: string;
  readonly by: Participation;
  readonly manner: Manner | 'named';
  /** Not where a unit takes part in this way. */
  readonly unless?: Participation;
}

/** The table line by line, for queries: `owes` and the condition made of this (api/list/owed.ts) agree on every record (a test holds them together). */
export const owedTable: readonly Owed[] = (Object.entries(owings) as [TimedType, Readonly<Record<string, Owing>>][]).flatMap(([type, kinds]) =>
  Object.entries(kinds).flatMap(([kind, { by }]) =>
    by.map((part): Owed => {
      const unless = by.find((other) => other in inStead && inStead[other as keyof typeof inStead] === part);
      return { type, kind, by: part, manner: manners[part], ...(unless === undefined ? {} : { unless }) };
    }),
  ),
);

/** True when one of these units owes a deadline of this kind, in one of these manners: what names a unit is that unit's alone, all else is owed by part. */
export function owes(units: readonly string[], type: TimedType, kind: string, participants: readonly Pick<Participant, 'unitId' | 'as'>[], owing: readonly Manner[]): boolean {
  const plain = plainKind(kind);
  const lines = owedTable.filter((line) => line.type === type && line.kind === plain);
  const named = unitNamed(kind);
  if (named !== undefined) return lines.length > 0 && units.includes(named);
  return lines.some(
    ({ by, manner, unless }) =>
      owing.some((one) => one === manner) && participants.some((one) => one.as === by && units.includes(one.unitId)) && !participants.some((one) => one.as === unless),
  );
}
