import { type Finding, finding } from './finding.ts';
import { byProcess, type Evidence, type FactRow } from './rows.ts';

type Moved = string | ((fact: FactRow, stage: string) => string);
/** From which stages a fact may come, and to which it leads; `same` leaves the stage. */
type Rule = readonly [from: readonly string[], to: Moved];

const same: Moved = (_fact, stage) => stage;
const unfinished = ['opened', 'inspected', 'ordered', 'corrected', 'filed'];
const measured: Moved = (_fact, stage) => (stage === 'filed' ? 'filed' : 'ordered');

/** The law's order of an enforcement case, written down apart from the product's decider. */
const caseMoves: Readonly<Record<string, Rule>> = {
  caseOpened: [[''], 'opened'],
  inspectionRecorded: [['opened'], ({ data }) => (data.result === 'clean' ? 'settled' : 'inspected')],
  rectificationOrdered: [['inspected', 'ordered'], measured],
  businessSuspended: [['inspected', 'ordered'], measured],
  talkSummoned: [['inspected', 'ordered'], measured],
  measureWithdrawn: [['ordered', 'corrected', 'filed'], ({ data }, stage) => (data.last === true && stage !== 'filed' ? 'inspected' : stage)],
  rectificationSubmitted: [['ordered', 'filed'], (_fact, stage) => (stage === 'filed' ? 'filed' : 'corrected')],
  rectificationMissed: [['ordered', 'corrected', 'filed'], same],
  followUpRecorded: [['ordered', 'corrected', 'filed'], ({ data }, stage) => (stage === 'filed' ? 'filed' : data.result === 'rectified' ? 'settled' : 'inspected')],
  extensionRequested: [['inspected', 'ordered', 'filed'], same],
  extensionApproved: [['inspected', 'ordered', 'filed'], (_fact, stage) => (stage === 'inspected' ? 'ordered' : stage)],
  extensionRefused: [['inspected', 'ordered', 'filed'], same],
  caseFiled: [['inspected', 'ordered', 'corrected'], 'filed'],
  filedCaseConcluded: [['filed'], 'settled'],
  closingRequested: [unfinished, same],
  closingApproved: [unfinished, 'settled'],
  closingRefused: [unfinished, same],
  caseReopened: [['closed'], 'opened'],
  caseClosed: [['settled'], 'closed'],
  fieldCorrected: [[...unfinished, 'settled'], same],
  sourceCorrected: [[...unfinished, 'settled'], same],
  rungReached: [unfinished, same],
  deadlinesRecomputed: [unfinished, same],
};

const work = ['issued', 'signed'];
const open = [...work, 'submitted', 'returned'];

/** The order of a campaign's task. */
const taskMoves: Readonly<Record<string, Rule>> = {
  taskIssued: [[''], ({ data }) => (data.history === 'accepted' ? 'accepted' : 'issued')],
  taskSigned: [['issued'], 'signed'],
  taskReturned: [work, 'returned'],
  progressReported: [['signed'], 'signed'],
  taskSubmitted: [['signed'], 'submitted'],
  taskAccepted: [['submitted', 'issued', 'signed'], 'accepted'],
  periodAccepted: [['submitted'], 'signed'],
  taskSentBack: [['submitted', 'returned'], (_fact, stage) => (stage === 'returned' ? 'issued' : 'signed')],
  taskRelapsed: [['accepted'], 'signed'],
  // Back to the submission that waits for a decision, where there was one.
  acceptanceWithdrawn: [['accepted'], 'submitted'],
  extensionRequested: [work, same],
  extensionGranted: [open, same],
  extensionRefused: [open, same],
  taskReassigned: [['issued', 'signed', 'returned'], 'issued'],
  fieldCorrected: [[...open, 'accepted'], same],
  taskCancelled: [open, 'cancelled'],
  urgingNoticeDrafted: [open, same],
  urgingNoticeSigned: [open, same],
  urgingNoticeDeclined: [open, same],
  sealedNoticeAttached: [[...open, 'accepted', 'cancelled'], same],
  laddersSet: [[...open, 'accepted'], same],
  urgingNoticeAnswered: [work, same],
  rungReached: [open, same],
  deadlinesRecomputed: [open, same],
};

const visits = new Set(['inspectionRecorded', 'followUpRecorded']);

/** I6: every case and task went through its stages in a lawful order and stands where its facts lead; each visit names two different inspectors. */
export function stages({ facts, processes }: Pick<Evidence, 'facts' | 'processes'>): Finding {
  const faults: string[] = [];
  const stands = new Map(processes.map((process) => [process.id, process.stage]));
  let checked = 0;
  for (const [id, list] of byProcess(facts)) {
    const type = list[0]?.processType;
    const moves = type === 'case' ? caseMoves : type === 'task' ? taskMoves : undefined;
    if (!moves) continue;
    let stage = '';
    let former = '';
    for (const fact of list) {
      checked++;
      if (fact.type === 'stepWithdrawn') {
        if (fact.data.withdrawn !== fact.seq - 1) faults.push(`${type} ${id}: fact ${fact.seq} withdraws fact ${String(fact.data.withdrawn)}, which is not the one before it`);
        stage = former;
        continue;
      }
      former = stage;
      const [from, to] = moves[fact.type] ?? [[], stage];
      if (!from.includes(stage)) faults.push(`${type} ${id}: fact ${fact.seq} (${fact.type}) at the stage "${stage}"`);
      if (visits.has(fact.type)) faults.push(...officersOf(fact));
      stage = typeof to === 'string' ? to : to(fact, stage);
    }
    if (stands.get(id) !== stage) faults.push(`${type} ${id}: stands at "${stands.get(id)}", its facts lead to "${stage}"`);
  }
  return finding('I6', checked, faults);
}

function officersOf({ data, processId, seq }: FactRow): readonly string[] {
  const officers = Array.isArray(data.officers) ? data.officers.filter((one) => typeof one === 'string' && one !== '') : [];
  return officers.length === 2 && officers[0] !== officers[1] ? [] : [`case ${processId}: the visit of fact ${seq} lacks two different inspectors`];
}
