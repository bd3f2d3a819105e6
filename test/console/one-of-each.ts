import type { APIRequestContext } from 'playwright-core';

interface Page<T> {
  readonly items: readonly T[];
}

/** Things that have a page of their own, as their lists name them. */
const listed = ['plans', 'tasks', 'cases', 'meetings', 'supervisions', 'indicators', 'surveys', 'bulletins', 'evaluations', 'assessments', 'consultations'] as const;
const registers = ['units', 'people', 'posts', 'parties', 'delegations', 'outlets', 'templates'] as const;
const ofCampaign = ['tasks', 'tasks&view=gantt', 'indicators', 'meetings', 'bulletins', 'surveys', 'evaluations', 'archive', 'revisions', 'record'] as const;

/** The address of one page of each kind that this person can open, besides those of the navigation. */
export async function oneOfEach(request: APIRequestContext, isAdministrator: boolean): Promise<readonly string[]> {
  const first = async (things: string): Promise<string | undefined> => {
    const answer = await request.get(`/api/v1/${things}?limit=1`);
    return answer.ok() ? ((await answer.json()) as Page<{ readonly id: string }>).items[0]?.id : undefined;
  };
  const addresses: string[] = ['/no-such-page', '/account', '/consultations', '/escalations'];
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
