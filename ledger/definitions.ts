import { assessment } from '../domain/assessment/definition.ts';
import { bulletin } from '../domain/bulletin/definition.ts';
import { campaign } from '../domain/campaign/definition.ts';
import { enforcementCase } from '../domain/case/definition.ts';
import { consultation } from '../domain/consultation/definition.ts';
import { evaluation } from '../domain/evaluation/definition.ts';
import { indicator } from '../domain/indicator/definition.ts';
import { meeting } from '../domain/meeting/definition.ts';
import { takingPart } from '../domain/policy/relation.ts';
import type { Definition, Participant, ProcessState, ProcessType } from '../domain/process/definition.ts';
import { timedTypes } from '../domain/process/definition.ts';
import type { Instant } from '../domain/process/time.ts';
import { registers } from '../domain/register/definition.ts';
import { supervision } from '../domain/supervision/definition.ts';
import { survey } from '../domain/survey/definition.ts';
import { task } from '../domain/task/definition.ts';

// A definition is generic in its own state, command and facts; the ledger handles all alike and hands each only what it made itself.
const all: Record<ProcessType, unknown> = {
  campaign,
  task,
  case: enforcementCase,
  meeting,
  supervision,
  indicator,
  survey,
  evaluation,
  assessment,
  consultation,
  bulletin,
  ...registers,
};

/** The definition of a type of process. */
export const definitionOf = (type: ProcessType): Definition => all[type] as Definition;

/** Who takes part in a process at a moment, for what one may see and do. */
export const participantsAt = (type: ProcessType, state: ProcessState, now: Instant): readonly Participant[] => takingPart(definitionOf(type).participants(state), now);

/** True for processes whose time a workflow tells. */
export const isTimed = (type: ProcessType): boolean => (timedTypes as readonly string[]).includes(type);
