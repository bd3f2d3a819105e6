import { defineUpdate } from '@temporalio/workflow';

/** A step of a person, as the HTTP body has it. */
export interface Command {
  readonly type: 'open' | 'recordInspection' | 'issueOrder' | 'submitRectification' | 'recordFollowUp';
  readonly period?: { readonly value: number; readonly unit: 'workingDay' | 'second' };
  readonly [field: string]: unknown;
}

export interface View {
  readonly id: string;
  readonly stage: string;
  readonly version: number;
}

export const step = defineUpdate<View, [Command]>('step');

/** The row that a step leaves. */
export interface Row {
  readonly caseId: string;
  readonly seq: number;
  readonly type: string;
  readonly data: unknown;
  /** The deadline that the step set, or that passed. */
  readonly dueAt?: number;
}

export interface Activities {
  /** Inserts one row; a repeat inserts nothing. */
  insert(row: Row): Promise<void>;
}
