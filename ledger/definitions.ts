import { bulletin } from '../domain/bulletin/definition.ts';
import { campaign } from '../domain/campaign/definition.ts';
import { enforcementCase } from '../domain/case/definition.ts';
import type { Definition, ProcessType } from '../domain/process/definition.ts';
import { timedTypes } from '../domain/process/definition.ts';
import { registers } from '../domain/register/definition.ts';
import { task } from '../domain/task/definition.ts';

// A definition is generic in its own state, command and facts; the ledger handles all alike and hands each only what it made itself.
const all: Record<ProcessType, unknown> = { campaign, task, case: enforcementCase, bulletin, ...registers };

/** The definition of a type of process. */
export const definitionOf = (type: ProcessType): Definition => all[type] as Definition;

/** True for processes whose time a workflow tells. */
export const isTimed = (type: ProcessType): boolean => (timedTypes as readonly string[]).includes(type);
