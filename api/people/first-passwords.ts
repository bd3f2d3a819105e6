import type { Request } from 'express';
import type pg from 'pg';
import type { z } from 'zod';
import { beijingDateOf } from '../../domain/calendar/beijing.ts';
import type { Instant } from '../../domain/process/time.ts';
import { handedFirstPasswords, holdersIn } from '../../domain/register/first-password.ts';
import type { Moment } from '../../ledger/world.ts';
import { docxType, fileAnswer } from '../documents/answer.ts';
import { renderStrips } from '../documents/password-strips.ts';
import { actorFor, mustAdminister } from '../http/acting.ts';
import type { Asker } from '../http/asker.ts';
import type { LedgerDoor } from '../http/kernel.ts';
import { idParams } from '../http/params.ts';
import { HttpProblem, type ProblemCode } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { iso } from '../http/time.ts';
import { makeFirstPasswords, setFirstPasswords } from '../session/first-password.ts';
import { FirstPassword, FirstPasswords, FirstPasswordsFor } from './schema.ts';

interface Asking {
  readonly asker: Asker;
  readonly moment: Moment;
  readonly arrivedAt: Instant;
}

/**
 * Hands these people first passwords: the step of each is recorded and the passwords hold, all or none and in one transaction, so that of two who hand out at once whoever
 * stands last in the record holds the passwords that open. Throws what the rules refuse.
 */
async function handOut(ledger: LedgerDoor, personIds: readonly string[], hours: number | undefined, { asker, moment, arrivedAt }: Asking) {
  // Locked in order of id, so that two who hand out to the same people wait for one another.
  const [id = '', ...others] = [...new Set(personIds)].sort();
  const asked = { type: 'person' as const, id, command: others.length === 0 ? { type: 'issuePassword' } : { type: 'issuePassword', others } };
  const actor = await actorFor(ledger, asker, asked, moment);
  const made = await makeFirstPasswords([id, ...others]);
  let expiresAt = new Date(0);
  const outcome = await ledger.execute({
    ...asked,
    actor,
    receivedAt: arrivedAt,
    beside: async (client) => {
      expiresAt = await setFirstPasswords(client, made, hours);
    },
  });
  if (!outcome.ok) throw new HttpProblem(outcome.code, outcome);
  return made.map(({ personId, password }) => {
    const { name = '', username = '' } = moment.org.person(personId) ?? {};
    return { personId, name, username, password, expiresAt: iso(expiresAt.getTime()) };
  });
}

/** Who of these people has a password of their own. */
async function settled(pool: pg.Pool, personIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (personIds.length === 0) return new Set();
  const { rows } = await pool.query<{ id: string }>('SELECT person_id AS id FROM credential WHERE person_id = ANY($1::uuid[]) AND NOT must_change', [personIds]);
  return new Set(rows.map(({ id }) => id));
}

/** The people meant; throws what the rules refuse. */
async function peopleOf(pool: pg.Pool, asked: z.output<typeof FirstPasswordsFor>, { org, now }: Moment): Promise<readonly string[]> {
  const holders = asked.unitId === undefined ? [] : holdersIn(asked.unitId, org, now);
  const handed = handedFirstPasswords(asked, { org, now, settled: await settled(pool, holders) });
  if (!handed.ok) throw new HttpProblem(handed.code, handed);
  return handed.personIds;
}

const addressOf = (request: Request): string => `${request.protocol}://${request.get('host') ?? ''}`;

const problems = [
  'policy.forbidden',
  'person.unknown',
  'person.inactive',
  'unit.unknown',
  'password.nobody_waiting',
  'password.too_many',
] as const satisfies readonly ProblemCode[];
const unkept = 'No answer is kept under an Idempotency-Key: asked again, other passwords are made, and the former open nothing any more.';

/** 发放初始密码: to one person, or to many with a sheet of strips to cut apart. No answer is stored: each password is shown once. */
export const firstPasswordRoutes = ({ ledger }: { readonly ledger: LedgerDoor }): readonly Route[] => {
  const handOutTo = async (body: z.output<typeof FirstPasswordsFor>, asking: Asking) => {
    mustAdminister(asking.asker, 'issuePassword');
    const { org, now } = asking.moment;
    const handed = await handOut(ledger, await peopleOf(ledger.pool, body, asking.moment), body.hours, asking);
    return handed
      .map((one) => {
        const unitId = body.unitId ?? org.postsOf(one.personId, now)[0]?.unitId;
        return { ...one, unit: unitId === undefined ? null : (org.unit(unitId)?.name ?? null) };
      })
      .sort((a, b) => `${a.unit ?? ''}\n${a.name}\n${a.personId}`.localeCompare(`${b.unit ?? ''}\n${b.name}\n${b.personId}`, 'zh'));
  };
  return [
    route(
      {
        method: 'post',
        path: '/api/v1/people/{id}/first-password',
        summary: '发放初始密码 Hand out a first password: shown once, good for one sign-in within 72 hours, to be changed at it',
        description: `All sessions, tokens and the calendar link of the person end. ${unkept}`,
        tags: ['people'],
        auth: 'session',
        params: idParams,
        response: FirstPassword,
        problems: ['process.not_found', 'policy.forbidden', 'person.inactive'],
      },
      async ({ params, ...asking }) => {
        const [handed] = await handOut(ledger, [params.id], undefined, asking);
        if (!handed) throw new Error('a first password was not set');
        return { body: handed };
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/v1/people/first-passwords',
        summary: '批量发放初始密码 Hand out first passwords to several people, or to those of a unit who have none of their own',
        description: `All or none, 200 people at most. All sessions, tokens and calendar links of these people end. ${unkept}`,
        tags: ['people'],
        auth: 'session',
        body: FirstPasswordsFor,
        response: FirstPasswords,
        problems,
      },
      async ({ body, ...asking }) => ({ body: { items: await handOutTo(body, asking) } }),
    ),
    route(
      {
        method: 'post',
        path: '/api/v1/people/first-passwords.docx',
        summary: '初始密码条 The same as a sheet to print: eight strips on a page of A4, to cut apart',
        description: `Hands out like \`POST /api/v1/people/first-passwords\`. ${unkept}`,
        tags: ['people'],
        auth: 'session',
        body: FirstPasswordsFor,
        produces: docxType,
        problems,
      },
      async ({ body, request, ...asking }) => {
        const strips = await handOutTo(body, asking);
        return fileAnswer(await renderStrips(strips, body.address ?? addressOf(request)), `初始密码${beijingDateOf(asking.moment.now)}.docx`);
      },
    ),
  ];
};
