import { readFileSync } from 'node:fs';
import type { Http } from './http.ts';

/** The two plans that the product is built around: a county's with 92 tasks, a district's with 30. */
export const sources = { 武隆2021: 'wulong-2021', 连云2020: 'lianyun-2020' } as const;
export const tasksOf = { 武隆2021: 92, 连云2020: 30 } as const;
export type Source = keyof typeof sources;

export const textOf = (source: Source): string => readFileSync(new URL(`../test/fixtures/plans/${sources[source]}.txt`, import.meta.url), 'utf8');

/** What the bench reads of a draft. */
export interface Plan {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  readonly tasks: readonly {
    readonly number: string;
    readonly section: string | null;
    readonly content: string;
    readonly lead: { readonly name: string } | null;
    readonly supporting: readonly { readonly name: string }[];
    readonly dueOn: string | null;
  }[];
  readonly missing: readonly unknown[];
}

/** Imports a plan's file as the office. */
export async function importPlan(office: Http, bytes: string | Buffer, mediaType: string): Promise<Plan> {
  return JSON.parse((await office.postBytes('/api/v1/plans/import', bytes, mediaType)).text) as Plan;
}

/** Fills a draft, all or nothing. Throws when it still lacks anything. */
export async function fillPlan(office: Http, plan: Plan, changes: readonly object[]): Promise<Plan> {
  const filled = JSON.parse((await office.post(`/api/v1/plans/${plan.id}/fill`, { changes })).text) as Plan;
  if (filled.missing.length > 0) throw new Error(`after filling the plan still lacks ${JSON.stringify(filled.missing.slice(0, 3))}`);
  return filled;
}

/** A unit by the beginning of its name. */
export async function unitId(http: Http, name: string): Promise<string> {
  const { items } = JSON.parse((await http.get('/api/v1/units?limit=200')).text) as { readonly items: readonly { readonly id: string; readonly name: string }[] };
  const found = items.find((unit) => unit.name.startsWith(name));
  if (!found) throw new Error(`there is no unit ${name}`);
  return found.id;
}
