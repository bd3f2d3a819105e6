/** What managers and leaders look at: what climbed to them, the boards, the one page of a meeting. */
export const oversight = {
  escalations: {
    title: '上报给我的',
    lead: '超期未办、按催办规则报到您这里的事项；办结后自动消失。',
    empty: '没有上报给您的事项。下级超期未办、催办升级到您时会出现在这里。',
    late: '责任单位',
    officers: '承办人',
    nobody: '岗位空缺',
    reached: '报到时间',
    look: '查看',
  },
  boards: {
    tasks: '任务超期看板',
    cases: '案件超期看板',
    noCases: '没有超期案件。案件过了时限还没有办，会按执法机构和催办进度出现在这里。',
    noTasks: '没有超期任务。任务过了时限还没有办结，会按牵头单位和催办进度出现在这里。',
    all: '全部超期{{name}}：{{count}}',
  },
} as const;
