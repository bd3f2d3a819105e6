import { accept } from '../process/decision.ts';
import type { ProcessState } from '../process/definition.ts';
import type { FactBase } from '../process/fact.ts';
import { type ImportContent, importSteps, refuseRows } from './import/steps.ts';
import { defineRegister } from './register.ts';

/** How many records of a sheet an import made and changed. */
interface ImportCount {
  readonly made: number;
  readonly changed: number;
}

/** One import of the registers from a workbook: who did it when, from which file, and how much it moved. */
export interface OrgImportState extends ProcessState {
  /** SHA-256 (hex) of what the workbook says. */
  readonly source: string;
  readonly units: ImportCount;
  readonly people: ImportCount;
  readonly posts: ImportCount;
  readonly parties: ImportCount;
}

export type OrgImportCommand = { readonly type: 'import'; readonly source: string; readonly known: readonly string[] } & ImportContent;

interface OrgImported extends FactBase {
  readonly type: 'orgImported';
  readonly source: string;
  readonly units: ImportCount;
  readonly people: ImportCount;
  readonly posts: ImportCount;
  readonly parties: ImportCount;
}
export type OrgImportFact = OrgImported;

const none: ImportCount = { made: 0, changed: 0 };

/** An import of units, people, posts and parties: whole or not at all, and nothing where the registers say the same already. What it made stands in each record's own facts. */
export const orgImport = defineRegister<OrgImportState, OrgImportCommand, OrgImportFact, 'import'>({
  type: 'orgImport',
  initial: (id) => ({ id, version: 0, stage: '', since: 0, deadlines: [], source: '', units: none, people: none, posts: none, parties: none }),
  participants: () => [],
  create: {
    type: 'import',
    decide: (_, { source, rows, partyIds, personIds }, world) => {
      const { follows, problems, counts } = importSteps({ rows, partyIds, personIds }, world);
      if (problems.length > 0) return refuseRows(problems);
      if (follows.length === 0) return accept([]);
      const of = ({ made, changed }: ImportCount): ImportCount => ({ made, changed });
      return accept([{ type: 'orgImported', source, units: of(counts.units), people: of(counts.people), posts: of(counts.posts), parties: of(counts.parties) }], { also: follows });
    },
  },
  steps: {},
  needs: (command) => ({ processes: command.known }),
  evolve: (state, { fact: { type: _, ...content } }) => ({ ...state, ...content, stage: 'current' }),
});
