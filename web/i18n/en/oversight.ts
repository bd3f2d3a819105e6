/** What managers and leaders look at: what climbed to them, the boards, the one page of a meeting. */
export const oversight = {
  escalations: {
    title: 'Escalated to me',
    lead: 'What is overdue and was brought before you by the chase rules; it goes once it is settled.',
    empty: 'Nothing was escalated to you. What those below you leave overdue appears here once its ladder reaches you.',
    late: 'Unit responsible',
    officers: 'Answered for by',
    nobody: 'post vacant',
    reached: 'Reached you',
    look: 'Open',
  },
  boards: {
    tasks: 'Overdue tasks',
    cases: 'Overdue cases',
    noCases: 'No overdue cases. A case past its limit appears here, by enforcement body and rung.',
    noTasks: 'No overdue tasks. A task past its due date appears here, by lead unit and rung.',
    all: '{{name}}, all overdue: {{count}}',
  },
} as const;
