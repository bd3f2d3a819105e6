import { randomUUID } from 'node:crypto';
import type { Org } from '../../domain/org/org.ts';
import type { ProcessState } from '../../domain/process/definition.ts';
import { refusals } from '../../domain/refusals.ts';
import type { ImportSheet } from '../../domain/register/import/columns.ts';
import { type ImportProblem, type ImportRows, readImport } from '../../domain/register/import/rows.ts';
import { type ImportContent, type ImportNote, type ImportSteps, importSteps, partyKey } from '../../domain/register/import/steps.ts';
import type { OrgImportCommand } from '../../domain/register/org-import.ts';
import { type Moment, nothingLooked, worldOf } from '../../ledger/world.ts';
import { dispositionOf } from '../attachments/name.ts';
import { xlsxType } from '../documents/answer.ts';
import { actorFor, mustAdminister } from '../http/acting.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import type { Language } from '../http/language.ts';
import { HttpProblem } from '../http/problem.ts';
import { unitRef } from '../http/reference.ts';
import { type Route, route } from '../http/route.ts';
import { readFile } from '../plans/reading/file.ts';
import { fileRefusals } from '../plans/reading/refused.ts';
import { planLimit } from '../plans/schema.ts';
import type { RegisterDeps } from '../register/record.ts';
import { makeFirstPasswords, setFirstPasswords } from '../session/first-password.ts';
import { ImportQuery, ImportView } from './schema.ts';
import { importTemplate } from './template.ts';

const untouched = { made: 0, changed: 0, same: 0 };
const nothing: ImportSteps['counts'] = { units: untouched, people: untouched, posts: untouched, parties: untouched };

const presentProblem = (problem: ImportProblem, language: Language) => ({ ...problem, detail: refusals[problem.code][language] });

/** “卫计委”现为“卫健局”: a row that names a unit by what it was. */
function presentNote({ how, unitId, ...note }: ImportNote, org: Org, language: Language) {
  const now = org.unit(unitId)?.name ?? '';
  const detail = {
    renamed: { zh: `“${note.named}”现为“${now}”（已更名）。`, en: `"${note.named}" is now called "${now}".` },
    succeeded: { zh: `“${note.named}”现为“${now}”（已并入或由其承接）。`, en: `"${note.named}" is now "${now}", which took over its work.` },
  } as const;
  return { ...note, unit: unitRef(unitId, org), detail: detail[how][language] };
}

/** What the ledger knows of a workbook's rows already: its parties by name and address, its people by user name. */
async function knownOf({ pool }: Pick<LedgerDoor, 'pool'>, rows: ImportRows, { org }: Moment) {
  const { rows: parties } = await pool.query<{ id: string; name: string; address: string }>({
    name: 'import-parties',
    text: 'SELECT id, name, address FROM party_record WHERE name = ANY($1::text[]) ORDER BY id DESC',
    values: [rows.parties.map(({ name }) => name)],
  });
  const wanted = new Set(rows.parties.map(partyKey));
  const partyIds = Object.fromEntries(parties.filter((party) => wanted.has(partyKey(party))).map((party) => [partyKey(party), party.id]));
  const people = rows.people.flatMap(({ username }) => org.personNamed(username)?.id ?? []);
  const personIds = Object.fromEntries(rows.people.filter(({ username }) => !org.personNamed(username)).map(({ username }) => [username, randomUUID()]));
  return { partyIds, personIds, known: [...people, ...Object.values(partyIds)] };
}

/** 导入: units, people, posts and parties from one workbook, whole or not at all. */
export const orgRoutes = ({ ledger }: Pick<RegisterDeps, 'ledger'>): readonly Route[] => {
  /** What the rows would do, on the registers as they stand. */
  const rehearse = async (content: ImportContent, known: readonly string[], moment: Moment, actor: Parameters<typeof worldOf>[3]): Promise<ImportSteps> => {
    const { rows } = await ledger.pool.query<{ id: string; state: ProcessState }>('SELECT id, state FROM process WHERE id = ANY($1::uuid[])', [known]);
    const looked = { ...nothingLooked, processes: new Map(rows.map((row) => [row.id, row.state])) };
    return importSteps(content, worldOf(moment, moment.now, moment.now, actor, looked));
  };
  return [
    route(
      {
        method: 'get',
        path: '/api/v1/org/import-template.xlsx',
        summary: '导入模板 The workbook to fill in for an import of the registers',
        tags: ['org'],
        produces: xlsxType,
        problems: ['policy.forbidden'],
      },
      async ({ asker }) => {
        mustAdminister(asker, 'import');
        return { body: undefined, content: await importTemplate(), headers: { 'Content-Disposition': dispositionOf('组织机构导入模板.xlsx') } };
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/v1/org/import',
        summary: '导入组织机构 Import units, people, posts and parties from a workbook',
        description:
          'Sheets 单位, 人员, 岗位, 检查对象 with the template’s columns; 2,000 rows at most, all or nothing, each wrong cell named. The same workbook again changes nothing. First passwords are shown in this answer alone; no answer is kept under an Idempotency-Key.',
        tags: ['org'],
        query: ImportQuery,
        bytes: { limit: planLimit, mediaTypes: [xlsxType] },
        response: ImportView,
        problems: ['policy.forbidden', 'register.changed_since', 'plan.empty', ...fileRefusals],
      },
      async ({ asker, moment, query, bytes, language, arrivedAt }) => {
        mustAdminister(asker, 'import');
        const dryRun = query.dryRun === 'true';
        const source = await readFile(bytes, xlsxType);
        const { rows, problems } = readImport(source);
        const { known, ...ids } = await knownOf(ledger, rows, moment);
        const command: OrgImportCommand = { type: 'import', source: source.hash ?? '', known, rows, ...ids };
        const asked = { type: 'orgImport' as const, id: randomUUID(), creates: true, command };
        const actor = await actorFor(ledger, asker, asked, moment);
        // A workbook that cannot be taken as a whole is not worked through; of wrong cells the others are.
        const steps = problems.some(({ sheet }) => sheet === '') ? undefined : await rehearse(command, known, moment, actor);
        const wrong = [...problems, ...(steps?.problems ?? [])];
        const notes = steps?.notes ?? [];
        const answer = (made: { readonly id: string | null; readonly passwords: readonly { personId: string; name: string; username: string; password: string }[] }) => ({
          body: {
            dryRun,
            problems: wrong.map((problem) => presentProblem(problem, language)),
            notes: notes.map((note) => presentNote(note, moment.org, language)),
            ...counted(steps),
            ...made,
          },
        });
        if (dryRun || wrong.length > 0 || steps?.follows.length === 0) return answer({ id: null, passwords: [] });
        const made = await makeFirstPasswords(Object.values(ids.personIds));
        const outcome = await ledger.execute({
          ...asked,
          actor,
          receivedAt: arrivedAt,
          expectedOrg: moment.orgVersion,
          ...(made.length === 0 ? {} : { beside: async (client) => void (await setFirstPasswords(client, made)) }),
        });
        if (!outcome.ok) throw new HttpProblem(outcome.code, outcome);
        const given = new Map(made.map(({ personId, password }) => [personId, password]));
        const passwords = rows.people.flatMap(({ name, username }) => {
          const personId = ids.personIds[username] ?? '';
          const password = given.get(personId);
          return password === undefined ? [] : [{ personId, name, username, password }];
        });
        return answer({ id: asked.id, passwords });
      },
    ),
  ];
};

const counted = (steps: ImportSteps | undefined): Record<ImportSheet, { made: number; changed: number; same: number }> => ({ ...(steps?.counts ?? nothing) });
