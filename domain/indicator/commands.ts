import type { Ladder } from '../chase/ladder.ts';
import type { CalendarChange } from '../chase/recount.ts';
import type { BeijingDate, Period } from '../process/time.ts';
import type { Rhythm } from '../task/rhythm.ts';
import type { Amount } from './evaluate.ts';
import type { RollUp } from './roll-up.ts';
import type { MeasureRule } from './rule.ts';
import type { Warning } from './state.ts';

/** When values are due: by a day, in a rhythm, or in drills after a period. At most one. */
export interface Schedule {
  readonly dueOn?: BeijingDate;
  readonly rhythm?: Rhythm;
  readonly duePeriod?: Period;
}

/** An indicator begins: with its campaign's launch, or brought by the office later. */
export interface EstablishIndicator extends Schedule {
  readonly type: 'establish';
  readonly campaignId: string;
  readonly name: string;
  readonly rule: MeasureRule;
  /** Without it: the office. */
  readonly ownerUnitId?: string;
  readonly perUnit?: RollUp;
  /** With `perUnit`: the units that each owe a value. */
  readonly unitIds?: readonly string[];
  /** Its place among the plan's indicators; one that comes later is counted by the campaign. */
  readonly order?: number;
}

interface Figure {
  readonly amount: Amount;
  readonly on: BeijingDate;
  readonly source: string;
  readonly evidence?: readonly string[];
}

/** What people may ask of an indicator. */
export type IndicatorPersonCommand =
  | ({ readonly type: 'setBaseline' } & Figure)
  | ({ readonly type: 'correctBaseline'; readonly reason: string } & Figure)
  /** `unitId`: of a rolled-up indicator whose value it is; the asker's own unit without it. `surveyId`: the completed survey it comes from, in place of a source in words or beside it. */
  | ({ readonly type: 'recordValue'; readonly unitId?: string; readonly source?: string; readonly surveyId?: string } & Omit<Figure, 'source'>)
  | { readonly type: 'correctValue'; readonly value: number; readonly amount: Amount; readonly source?: string; readonly evidence?: readonly string[]; readonly reason: string }
  | { readonly type: 'publishReference'; readonly amount: Amount; readonly on: BeijingDate; readonly source: string }
  | { readonly type: 'assignOwner'; readonly unitId: string; readonly reason?: string }
  | { readonly type: 'setTarget'; readonly rule: MeasureRule; readonly reason: string }
  | ({ readonly type: 'setSchedule'; readonly reason: string } & Schedule)
  | ({ readonly type: 'setWarning' } & Warning)
  | { readonly type: 'clearWarning'; readonly reason: string }
  | { readonly type: 'cancel'; readonly reason: string };
export type IndicatorPersonCommandType = IndicatorPersonCommand['type'];

/** What time, the system and the campaign ask of an indicator. */
export type IndicatorInwardCommand =
  | { readonly type: 'suspend'; readonly reason: string }
  | { readonly type: 'resume'; readonly mode: 'keep' | 'shift' }
  | { readonly type: 'conclude'; readonly outcome: 'campaignClosed' | 'campaignCancelled' }
  /** The campaign's member units have changed: who sees it changes with them. */
  | { readonly type: 'setMembers'; readonly memberUnitIds: readonly string[]; readonly groupLeadUnitIds: readonly string[] }
  /** The campaign's chase rules were changed. */
  | { readonly type: 'setLadder'; readonly ladder: Ladder; readonly reason: string }
  | ({ readonly type: 'recompute' } & CalendarChange)
  | { readonly type: 'strike' };

export type IndicatorCommand = EstablishIndicator | IndicatorPersonCommand | IndicatorInwardCommand;
export type IndicatorCommandOf<T extends IndicatorCommand['type']> = Extract<IndicatorCommand, { readonly type: T }>;
