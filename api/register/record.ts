/** What the resources of all registers share: reading records, and texts. Registers have no workflow; each record is one process of the ledger. */
import { z } from 'zod';
import type { AllowedStep, ProcessState, ProcessType } from '../../domain/process/definition.ts';
import type { PrismaClient } from '../../prisma/client/client.ts';
import { asks } from '../http/issue-text.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { page } from '../http/keyset.ts';
import { type Language, say } from '../http/language.ts';
import { textOf } from '../http/problem.ts';
import { isoOrNull } from '../http/time.ts';
import { stepConsequence } from '../process/step-consequences.ts';
import { stepName } from '../process/step-names.ts';

/** What the routes of registers need. */
export interface RegisterDeps {
  readonly ledger: LedgerDoor;
  readonly prisma: PrismaClient;
}

/** A text of one line, trimmed, from one character. */
export const line = (most: number) => z.string().trim().min(1).max(most);
/** Years that a record may name: what lies beyond is a slip, or another system's word for "no end", and no calendar counts working days to it. */
const years = { first: 1900, last: 2199 } as const;
/** True of a date or moment whose year a record may name; what is no date at all is told as such alone. */
export const isWithinCalendar = (text: string): boolean => {
  const year = /^(\d{4})-/.exec(text)?.[1];
  return year === undefined || (Number(year) >= years.first && Number(year) <= years.last);
};
export const outOfCalendar = asks(`年份须在${years.first}至${years.last}之间`, `The year lies between ${years.first} and ${years.last}`);
/** A date in Beijing. */
export const date = z.iso
  .date()
  .refine(isWithinCalendar, outOfCalendar)
  .meta({ description: `A date in Beijing, YYYY-MM-DD, of the years ${years.first} to ${years.last}` });
/** What a search asks for: a part of a name. */
export const searchText = z.string().trim().min(1).max(100).optional().meta({ description: 'Part of a name' });

/** What every record of a register shows. */
export const recordFields = {
  id: z.string(),
  version: z.int(),
};
/** The next steps of the person asking. */
export const allowedField = {
  allowed: z.array(
    z.strictObject({
      type: z.string(),
      name: z.string().meta({ description: 'The step in words' }),
      ok: z.boolean(),
      reason: z.string().optional().meta({ description: 'The code of the refusal that it would meet now' }),
      reasonText: z.string().optional().meta({ description: 'That refusal in words' }),
      until: z.string().nullable().optional(),
      consequence: z.string().optional().meta({ description: 'What it ends or does for good, to be said before it is confirmed; absent of a step that does neither' }),
    }),
  ),
};
/** The steps on a process of this type as they are shown. */
export const presentSteps = (of: ProcessType, steps: readonly AllowedStep[], language: Language) =>
  steps.map(({ type, ok, reason, params, until }) => {
    const consequence = stepConsequence(of, type, language);
    return {
      type,
      name: stepName(of, type, language),
      ok,
      ...(reason === undefined ? {} : { reason, reasonText: say(textOf(reason), language, params) }),
      ...(until === undefined ? {} : { until: isoOrNull(until) }),
      ...(consequence === undefined ? {} : { consequence }),
    };
  });

/** A page of records from `limit + 1` rows of a read table: their states, shaped by the presenter. */
export async function pageOfRecords<S extends ProcessState, R extends { readonly id: string }, V>(
  prisma: PrismaClient,
  rows: readonly R[],
  limit: number,
  keyOf: (row: R) => unknown,
  present: (state: S) => V,
): Promise<{ readonly items: readonly V[]; readonly next: string | null }> {
  const found = await prisma.process.findMany({ where: { id: { in: rows.slice(0, limit).map((row) => row.id) } }, select: { id: true, state: true } });
  const states = new Map(found.map((row) => [row.id, row.state as unknown as S]));
  const { items, next } = page(rows, limit, keyOf, (row) => states.get(row.id));
  return { items: items.flatMap((state) => (state ? [present(state)] : [])), next };
}

/** A text taken literally in a LIKE pattern, which is what Prisma's `contains` makes of it. */
export const literal = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);

/** Keyset condition for a list in order of a text column and id: what comes after the cursor. */
export const after = <C extends string>(column: C, cursor: readonly [string, string] | undefined) =>
  cursor === undefined ? {} : { OR: [{ [column]: { gt: cursor[0] } }, { [column]: cursor[0], id: { gt: cursor[1] } }] };

/** A cursor of `after`. */
export const textCursor = z.tuple([z.string().max(500), z.uuid()]);
