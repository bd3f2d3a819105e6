import { deadlineNames } from '../case/deadline-names.ts';
import type { Bilingual } from '../notice/notice.ts';
import type { Participation, TimedType } from '../process/definition.ts';

/** What a deadline is, and how whoever owes it takes part in its process. */
export interface Owing {
  readonly by: readonly Participation[];
  readonly name: Bilingual;
}

const office = ['office'] as const;
const lead = ['lead'] as const;
const addressee = ['addressee'] as const;
const body = ['actingBody'] as const;

/** Who owes what: for each type of process its kinds of deadlines, without what a kind says of one unit or one finding. Kinds that chase nobody (the end of a day, of a visit, of a time to object) stand in none. */
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
    review: { by: ['office', 'assigner'], name: { zh: '验收', en: 'decision on a submission' } },
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
  assessment: { selfCheck: { by: lead, name: { zh: '自查自评', en: 'self-check' } } },
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
const plainKind = (kind: string): string => kind.split(/[.:-]/)[0] ?? kind;

/** What a deadline of this kind is, and who owes it; undefined for one that chases nobody. */
export const owingOf = (type: TimedType, kind: string): Owing | undefined => {
  const kinds = owings[type];
  const plain = plainKind(kind);
  return Object.hasOwn(kinds, plain) ? kinds[plain] : undefined;
};

/** The kinds of deadlines, by type, that units owe which take part in this way. */
export const owedAs = (participation: Participation): readonly { readonly type: TimedType; readonly kinds: readonly string[] }[] =>
  (Object.entries(owings) as [TimedType, Readonly<Record<string, Owing>>][]).flatMap(([type, kinds]) => {
    const owed = Object.entries(kinds).flatMap(([kind, { by }]) => (by.includes(participation) ? [kind] : []));
    return owed.length === 0 ? [] : [{ type, kinds: owed }];
  });
