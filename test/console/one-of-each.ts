import type { APIRequestContext } from 'playwright-core';

interface Page<T> {
  readonly items: readonly T[];
}

/** Makes, as the office, what the demo has none of: a survey, an evaluation with its self-checks, a consultation. Answers the campaign. */
export async function makeOneOfEach(request: APIRequestContext, url: string): Promise<string> {
  const get = async <T>(path: string): Promise<readonly T[]> => ((await (await request.get(`${url}/api/v1/${path}`)).json()) as Page<T>).items;
  const post = async (path: string, data: object): Promise<void> => {
    const made = await request.post(`${url}/api/v1/${path}`, { headers: { 'Idempotency-Key': crypto.randomUUID() }, data });
    if (made.status() !== 201) throw new Error(`${path}: ${made.status()} ${await made.text()}`);
  };
  const [campaign] = await get<{ readonly id: string }>('campaigns');
  const [unit] = await get<{ readonly id: string }>(`units?q=${encodeURIComponent('教育局')}`);
  if (!campaign || !unit) throw new Error('the demo has no campaign, or no such unit');
  const dueOn = `${new Date().getUTCFullYear() + 1}-06-30`;
  await post('surveys', { campaignId: campaign.id, name: '浏览器：基线调查', leadUnitId: unit.id, points: [{ unitId: unit.id, name: '一号点', planned: 10 }], dueOn });
  const standard = { source: '考评标准', items: [{ number: '1', content: '组织领导', points: 10, evidenceRequired: [] }] };
  await post('evaluations', { campaignId: campaign.id, title: '浏览器：年度考评', standard, classes: [{ name: '部门', unitIds: [unit.id] }], selfCheckDueOn: dueOn });
  const read = await request.post(`${url}/api/v1/plans/import`, { headers: { 'Content-Type': 'text/plain' }, data: '浏览器：控烟方案\n一、主要任务\n1.开展宣传。\n2.组织检查。' });
  const { id: planId } = (await read.json()) as { readonly id: string };
  await post('consultations', { planId, unitIds: [unit.id], dueOn });
  return campaign.id;
}

/** Things that have a page of their own, as their lists name them. */
const listed = ['plans', 'tasks', 'cases', 'meetings', 'supervisions', 'indicators', 'surveys', 'bulletins', 'evaluations', 'assessments', 'consultations'] as const;
const registers = ['units', 'people', 'posts', 'parties', 'delegations', 'outlets', 'templates'] as const;
const ofCampaign = ['tasks', 'tasks&view=gantt', 'indicators', 'meetings', 'bulletins', 'surveys', 'evaluations', 'archive', 'revisions', 'record'] as const;

/** The address of one page of each kind that this person can open, besides those of the navigation. */
export async function oneOfEach(request: APIRequestContext, url: string, isAdministrator: boolean): Promise<readonly string[]> {
  const first = async (things: string): Promise<string | undefined> => {
    const answer = await request.get(`${url}/api/v1/${things}?limit=1`);
    return answer.ok() ? ((await answer.json()) as Page<{ readonly id: string }>).items[0]?.id : undefined;
  };
  const addresses: string[] = ['/no-such-page', '/tasks/00000000-0000-4000-8000-000000000000', '/consultations', '/escalations'];
  for (const things of listed) {
    const id = await first(things);
    if (id !== undefined) addresses.push(`/${things}/${id}`);
  }
  const campaign = await first('campaigns');
  if (campaign !== undefined) addresses.push(`/campaigns/${campaign}`, `/campaigns/${campaign}/report`, ...ofCampaign.map((tab) => `/campaigns/${campaign}?tab=${tab}`));
  if (!isAdministrator) return [...addresses, '/cases/new', '/plans'];
  for (const register of registers) {
    addresses.push(`/administration/${register}`);
    const id = await first(register);
    if (id !== undefined) addresses.push(`/administration/${register}/${id}`);
  }
  return [...addresses, ...['calendar', 'tokens', 'deliveries', 'import'].map((name) => `/administration/${name}`)];
}

/** A page without the thing that it shows: pages of one kind are told apart by nothing else. */
export const kindOf = (address: string): string => address.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => (id.startsWith('00000000') ? 'nothing' : ':id'));
