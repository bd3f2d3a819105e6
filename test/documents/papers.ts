import { playAround } from '../../app/demo/around.ts';
import { playCampaign } from '../../app/demo/campaign.ts';
import { demoPosts } from '../../app/demo/district.ts';
import { addDays } from '../../domain/calendar/beijing.ts';
import type { DocumentKind } from '../../domain/register/placeholders.ts';
import type { TestApi } from '../api/api.ts';
import { passTo, setClock } from '../api/clock.ts';
import { unzip } from '../archive/unzip.ts';
import { at } from '../campaign/district.ts';
import { loadTestDistrict, password } from '../harness/district.ts';

/** A Monday. */
const today = '2026-03-02';
const day = (days: number): string => addDays(today, days);

/** The demo's district at work for two months, so that each kind of paper has something to say: `get` fetches them from the API as who has that login. */
export interface Papers {
  readonly campaignId: string;
  readonly get: (login: string, path: string, body?: object) => Promise<Buffer>;
  readonly ids: Readonly<Record<'own' | 'byProxy' | 'progress' | 'criticism' | 'meeting' | 'supervision' | 'round' | 'plan' | 'evaluation', string>>;
  readonly starterOf: (kind: DocumentKind) => Promise<Buffer>;
  readonly sampleOf: (kind: DocumentKind) => Promise<Buffer>;
  /** Liaison officers by id, who may be handed passwords when all is written. */
  readonly liaisons: readonly string[];
  readonly volume: () => Promise<ReadonlyMap<string, Buffer>>;
}

/** Plays the two months; throws when any step of them is refused. */
export async function writePapers(api: TestApi): Promise<Papers> {
  const tokens = new Map<string, string>();
  const tokenOf = async (login: string): Promise<string> => {
    const known = tokens.get(login);
    if (known !== undefined) return known;
    const { body } = await api.call('POST', '/api/v1/session', { body: { username: login, password } });
    tokens.set(login, body.token);
    return body.token;
  };
  const post = async (login: string, where: string, body: object) => {
    const answered = await api.call('POST', `/api/v1/${where}`, { token: await tokenOf(login), body });
    if (answered.status >= 300) throw new Error(`${login} ${where}: ${answered.text}`);
    return answered.body;
  };
  const get = async (login: string, where: string, body?: object): Promise<Buffer> => {
    const headers = { Authorization: `Bearer ${await tokenOf(login)}`, ...(body ? { 'Content-Type': 'application/json' } : {}) };
    const answer = await fetch(`${api.base}/api/v1/${where}`, { method: body ? 'POST' : 'GET', headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!answer.ok) throw new Error(`${login} ${where}: ${answer.status} ${await answer.text()}`);
    return Buffer.from(await answer.arrayBuffer());
  };
  const keep = async (login: string, name: string, raw: Uint8Array): Promise<string> => {
    const { body, status, text } = await api.call('PUT', `/api/v1/attachments?name=${encodeURIComponent(name)}`, { token: await tokenOf(login), raw });
    if (status !== 201) throw new Error(text);
    return body.id;
  };

  await setClock(api, at(`${today} 10:00`));
  const { ids, acting } = await loadTestDistrict(api.ledger);
  const [education, civil, market, health, streetEast, streetWest] = (['education', 'civil', 'market', 'health', 'streetEast', 'streetWest'] as const).map(ids.unit) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const campaignId = await playCampaign(api.ledger, acting, ids, today);
  await playAround(acting, ids, campaignId, today);
  const tasks = new Map(
    (await api.pool.query<{ id: string; number: string }>('SELECT id, number FROM task_record WHERE campaign_id = $1', [campaignId])).rows.map(({ id, number }) => [number, id]),
  );
  const task = (number: string): string => tasks.get(number) ?? '';

  const text = [
    '演示区健康行动年度工作计划（演示）',
    '一、重点任务',
    '1．在全区中小学开足开齐健康教育课，配备专（兼）职健康教育教师，每学期不少于六课时。（责任单位：演示区教育局，演示区卫生健康委员会）',
    '2．建设健康社区，比例不低于30%。（责任单位：演示区民政局，东港街道办事处）',
  ].join('\n');
  const { body: draft } = await api.call('POST', '/api/v1/plans/import', { token: await tokenOf('office'), raw: text, headers: { 'Content-Type': 'text/plain' } });
  const round = await post('office', 'consultations', { planId: draft.id, dueOn: day(3), unitIds: [education, civil, health, streetEast] });
  await post('liaison', `consultations/${round.id}/commands`, {
    type: 'comment',
    taskNumber: '1',
    text: '本区中小学健康教育教师缺编较多，建议分两学年配齐，并将兼职教师培训纳入年度继续教育计划，所需经费由区财政统筹安排。',
    proposal: '两学年内在全区中小学开足开齐健康教育课。',
  });
  await post('liaison-civil', `consultations/${round.id}/commands`, { type: 'agree' });
  await post('office', `consultations/${round.id}/commands`, { type: 'answerComment', comment: 1, decision: 'partly', reason: '教师分两学年配齐，课时当年开足' });

  const met = await post('office', 'meetings', {
    campaignId,
    kind: 'leadingGroup',
    title: '2026年第一次领导小组全体会议',
    heldOn: day(1),
    place: '区政府三楼会议室',
    agenda: [{ title: '听取健康促进场所建设进展', unitId: education }, { title: '审议年度考评标准' }],
    unitIds: [education, civil, market, health, streetEast, streetWest],
  });
  await passTo(api, 'meeting', met.id, day(2));
  await post('office', `meetings/${met.id}/commands`, {
    type: 'recordAttendance',
    present: [{ unitId: education, postId: ids.post('liaison') }, { unitId: civil }, { unitId: market, proxy: true }, { unitId: health }, { unitId: streetEast }],
  });
  await post('office', `meetings/${met.id}/commands`, {
    type: 'recordMinutes',
    minutes: [
      '会议听取了区教育局关于健康促进场所建设进展情况的汇报，审议并原则通过年度考评标准。',
      '会议指出，健康促进区建设是一项系统工程，各单位要切实提高思想认识，把各项任务纳入本单位年度重点工作，主要负责同志亲自抓，分管负责同志具体抓。',
      '会议强调，要坚持问题导向，对进展缓慢的任务逐项分析原因，按周调度、按月通报。',
    ].join('\n'),
    decisions: [
      { content: '配齐中小学健康教育教师', leadUnitId: education, supporting: [health], dueOn: day(120), standard: '每校不少于一名专（兼）职教师' },
      { content: '全面排查室内公共场所禁烟标识', leadUnitId: market, dueOn: day(60) },
    ],
  });

  const visited = await post('office', 'supervisions', {
    campaignId,
    kind: 'department',
    title: '一季度督导检查',
    scope: '健康教育与禁烟',
    unitIds: [education, market, streetEast],
    team: [ids.person('office-2')],
    plannedOn: day(2),
  });
  await post('office', `supervisions/${visited.id}/commands`, {
    type: 'recordVisit',
    on: day(2),
    note: '实地查看三所学校、两处农贸市场',
    findings: [
      {
        unitId: education,
        kind: 'problem',
        content: '三所学校健康教育课未排入课表，教案、听课记录不全，部分班级以自习代替',
        requirement: '补排课表，补齐教案，报健康办备查',
        dueOn: day(30),
      },
      { unitId: market, kind: 'problem', content: '农贸市场入口未张贴禁烟标识', requirement: '一周内补齐', dueOn: day(20) },
      { unitId: streetEast, kind: 'praise', content: '健康小屋管理规范，居民知晓率高' },
    ],
  });
  await post('liaison-market', `supervisions/${visited.id}/commands`, { type: 'object', finding: 2, reason: '标识已于检查前一日张贴，附照片' });

  // Two tasks that nobody handed in: one notice bears the office's own seal, the other that of the health commission.
  for (const number of ['7', '10']) {
    await setClock(api, at(`${day(3)} 10:00`));
    await passTo(api, 'task', task(number), day(45));
  }
  await post('office', `tasks/${task('7')}/commands`, { type: 'signUrgingNotice' });
  await post('office', `tasks/${task('10')}/commands`, { type: 'signUrgingNotice', sealUnitId: health });

  const bulletin = async (kind: 'progress' | 'criticism', title: string): Promise<string> =>
    (await post('office', 'bulletins', { campaignId, kind, title, from: today, until: day(44) })).id;
  const progress = await bulletin('progress', '关于2026年一季度健康促进区建设任务进展情况的通报');
  await post('office', `bulletins/${progress}/commands`, { type: 'sign', sealUnitId: health });
  await post('office', `bulletins/${progress}/commands`, { type: 'issue' });
  const criticism = await bulletin('criticism', '关于部分任务逾期未办结情况的通报');

  const points = [
    ['1.1', '成立领导小组和工作机构，明确专（兼）职人员，定期召开会议研究部署工作', 20],
    ['1.2', '将健康促进区建设纳入本单位年度重点工作和考核', 15],
    ['2.1', '健康促进场所建设达到规定比例，台账齐全，动态管理', 25],
    ['2.2', '室内公共场所全面禁烟，标识规范', 20],
    ['3.1', '按要求开展健康教育活动并留存资料', 20],
  ] as const;
  const evaluation = await post('office', 'evaluations', {
    campaignId,
    title: '2026年度健康促进区建设考评',
    standard: { source: '演示区健康促进区建设考评标准', items: points.map(([number, content, of]) => ({ number, content, points: of, evidenceRequired: [] })) },
    classes: [
      { name: '区级部门', unitIds: [education, civil, market] },
      { name: '街道', unitIds: [streetEast, streetWest] },
    ],
    selfCheckDueOn: day(60),
  });
  const assessed = (evaluation.classes as readonly { readonly units: readonly { readonly unit: { readonly id: string }; readonly assessmentId: string }[] }[]).flatMap(
    ({ units }) => units,
  );
  const loginOf = new Map([
    [education, 'liaison'],
    [civil, 'liaison-civil'],
    [market, 'liaison-market'],
    [streetEast, 'liaison-street-east'],
    [streetWest, 'liaison-street-west'],
  ]);
  for (const [place, { unit, assessmentId }] of assessed.entries()) {
    const own = (command: object) => post(loginOf.get(unit.id) ?? '', `assessments/${assessmentId}/commands`, command);
    for (const [number, , of] of points) await own({ type: 'answerItem', item: number, claim: of, note: '见台账' });
    await own({ type: 'submitSelfCheck' });
    for (const [index, [number, , of]] of points.entries())
      await post('office', `assessments/${assessmentId}/commands`, { type: 'reviewItem', item: number, points: of - ((place + index) % 3), note: '核查资料' });
    await post('office', `assessments/${assessmentId}/commands`, { type: 'completeReview' });
  }
  await post('office', `evaluations/${evaluation.id}/commands`, { type: 'showScores' });
  await setClock(api, at(`${day(56)} 10:00`));
  await post('office', `evaluations/${evaluation.id}/commands`, { type: 'publish' });

  const starterOf = (kind: DocumentKind): Promise<Buffer> => get('office', `templates/starter/${kind}`);
  return {
    campaignId,
    get,
    ids: { own: task('7'), byProxy: task('10'), progress, criticism, meeting: met.id, supervision: visited.id, round: round.id, plan: draft.id, evaluation: evaluation.id },
    starterOf,
    sampleOf: async (kind) => get('office', 'templates/sample', { kind, attachment: await keep('office', '模板.docx', await starterOf(kind)) }),
    liaisons: demoPosts.filter(({ role }) => role === 'liaisonOfficer').map(({ username }) => ids.person(username)),
    volume: async () => unzip(await get('leader', `campaigns/${campaignId}/archive.zip`)),
  };
}
