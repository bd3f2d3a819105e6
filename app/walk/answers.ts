import { z } from 'zod';

/** What the walk reads of the API's answers; the whole of them is in /api/docs. */
const named = z.object({ id: z.string(), name: z.string().nullable() });
const steps = z.array(z.object({ type: z.string(), ok: z.boolean(), reason: z.string().nullish() }));

export const SignedIn = z.object({ token: z.string() });
export const Me = z.object({ id: z.string(), name: z.string(), posts: z.array(z.object({ title: z.string() })) });
export const Units = z.object({ items: z.array(z.object({ id: z.string(), name: z.string(), shortName: z.string().nullable() })) });

const phase = z.object({ kind: z.string(), name: z.string(), startsOn: z.string().nullable(), endsOn: z.string().nullable() });
export const Plan = z.object({
  id: z.string(),
  version: z.int(),
  title: z.string(),
  documentNumber: z.string().nullable(),
  issuingBody: z.string().nullable(),
  issuedOn: z.string().nullable(),
  phases: z.array(phase),
  sections: z.array(z.object({ id: z.string(), title: z.string() })),
  tasks: z.array(z.object({ number: z.string(), content: z.string() })),
  indicators: z.array(z.object({ name: z.string(), rule: z.looseObject({ kind: z.string() }), cites: z.array(z.object({ line: z.int() })) })),
  memberUnits: z.array(z.object({ name: z.string() })),
  memberSets: z.array(z.object({ expression: z.string() })),
  warnings: z.array(z.object({ line: z.int(), message: z.string() })),
  missing: z.array(z.object({ number: z.string(), lacks: z.array(z.string()) })),
});
export type Plan = z.output<typeof Plan>;

const span = { startsOn: z.string().nullable(), endsOn: z.string().nullable() };
export const Dates = z.object({
  days: z.int(),
  phases: z.array(z.object({ name: z.string(), before: z.object(span), ...span })),
  tasks: z.array(z.object({ number: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
});

export const Campaign = z.object({
  id: z.string(),
  title: z.string(),
  stage: z.string(),
  stageName: z.string(),
  tasks: z.int(),
  outcome: z.string().nullable(),
  phases: z.array(z.object({ name: z.string(), state: z.string() })),
  conditions: z.array(z.object({ condition: z.string(), label: z.string(), by: z.string(), held: z.boolean(), blocks: z.boolean() })),
  figures: z.object({ byStage: z.record(z.string(), z.int()), light: z.object({ green: z.int(), yellow: z.int(), red: z.int() }) }),
});
export type Campaign = z.output<typeof Campaign>;

const basis = z.object({
  rule: z.string(),
  period: z.object({ value: z.number(), unit: z.string() }).nullable(),
  counted: z.array(z.string()),
  skipped: z.array(z.object({ date: z.string(), why: z.string() })),
});
const deadline = z.object({
  kind: z.string(),
  dueOn: z.string().nullable(),
  dueAt: z.string(),
  basis,
  reached: z.array(z.object({ rung: z.string() })),
  toCome: z.array(z.object({ rung: z.string(), to: z.string(), at: z.string() })),
});
export type Deadline = z.output<typeof deadline>;

const taskItem = {
  id: z.string(),
  number: z.string(),
  content: z.string(),
  kind: z.string(),
  lead: named,
  stage: z.string(),
  light: z.object({ colour: z.string(), cause: z.string() }),
};
export const Tasks = z.object({ items: z.array(z.object(taskItem)), next: z.string().nullable() });
export type TaskItem = z.output<typeof Tasks>['items'][number];
export const Task = z.object({
  ...taskItem,
  urgingNotice: z.object({ state: z.string(), number: z.string().nullable() }).nullable(),
  deadlines: z.array(deadline),
  allowed: steps,
});

export const Party = z.object({ id: z.string(), name: z.string() });
export const Case = z.object({
  id: z.string(),
  number: z.string(),
  stage: z.string(),
  version: z.int(),
  outcome: z.string().nullable(),
  deadlines: z.array(deadline),
  allowed: steps,
});
export const Facts = z.object({
  items: z.array(
    z.object({
      seq: z.int(),
      type: z.string(),
      actor: z.object({ by: z.string(), person: named.nullable() }),
      at: z.string(),
      hash: z.string(),
    }),
  ),
});
export const Explained = z.object({ text: z.string() });

export const Notifications = z.object({
  items: z.array(
    z.object({
      kind: z.string(),
      rung: z.string().nullable(),
      title: z.string(),
      process: z.object({ id: z.string() }),
      createdAt: z.string(),
      why: z.string(),
      stops: z.string(),
    }),
  ),
});
export type Notification = z.output<typeof Notifications>['items'][number];

/** What a refusal says: an RFC 9457 problem. */
export const Problem = z.object({
  code: z.string(),
  detail: z.string(),
  items: z.array(z.looseObject({})).optional(),
});
