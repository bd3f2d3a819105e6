import { readFile } from 'node:fs/promises';
import type { Random } from '../random.ts';
import type { People } from './people.ts';

const planFile = new URL('../../app/walk/lianyun-2020.txt', import.meta.url);
const seconds = (value: number) => ({ value, unit: 'second' });

interface Plan {
  readonly id: string;
  readonly version: number;
  readonly tasks: readonly { readonly number: string }[];
}

/** Ladders in seconds: a task that nobody works on has climbed every rung ten seconds after its date. */
const ladders = {
  task: [
    { rung: 'reminder', offset: seconds(-3), to: 'responsible' },
    { rung: 'overdueNotice', offset: seconds(0), to: 'liaisonOfficer' },
    { rung: 'escalation', offset: seconds(2), to: 'managerInCharge' },
    { rung: 'urgingNotice', offset: seconds(4), to: 'urgingNotice' },
    { rung: 'leadingGroup', offset: seconds(8), to: 'leadingGroup' },
  ],
  sign: [
    { rung: 'unsigned', offset: seconds(0), to: 'liaisonOfficer' },
    { rung: 'stillUnsigned', offset: seconds(3), to: 'managerInCharge' },
  ],
  review: [
    { rung: 'reviewOverdue', offset: seconds(0), to: 'office' },
    { rung: 'reviewEscalation', offset: seconds(3), to: 'groupDeputy' },
  ],
  limits: { sign: seconds(5), review: seconds(4), relapse: seconds(6) },
};

/** The office imports the plan of 2020, spreads its tasks over the units of the load, and launches it with dates in seconds. Answers the campaign's id. */
export async function launchDrill(random: Random, people: People): Promise<string> {
  const { office } = people;
  const text = `${await readFile(planFile, 'utf8')}\n演练 ${random.uuid()}\n`;
  const plan = await office.prepare<Plan>({ method: 'POST', path: '/api/v1/plans/import', raw: { content: text, mediaType: 'text/plain; charset=utf-8' }, key: random.uuid() });
  const units = [...people.liaisons.keys()];
  const changes = [
    { select: { all: true }, set: { phase: 'intervention', standard: '对照方案要求', supporting: [], lead: units[0] } },
    ...plan.tasks.map(({ number }) => ({ select: { tasks: [number] }, set: { lead: random.pick(units), period: seconds(random.int(6, 25)) } })),
  ];
  const filled = await office.prepare<Plan>({ method: 'POST', path: `/api/v1/plans/${plan.id}/fill`, body: { changes }, ifMatch: plan.version, key: random.uuid() });
  const startsOn = new Date(Date.now() + 28_800_000).toISOString().slice(0, 10);
  const campaign = await office.prepare<{ readonly id: string }>({
    method: 'POST',
    path: '/api/v1/campaigns',
    body: { planId: filled.id, level: 'provincial', dates: { mode: 'shift', startsOn }, ladders },
    key: random.uuid(),
  });
  return campaign.id;
}
