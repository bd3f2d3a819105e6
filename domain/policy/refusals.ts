import type { Bilingual } from '../notice/notice.ts';

export const policyRefusals = {
  'policy.forbidden': { zh: '您的岗位无权做“{command}”这一步。', en: 'Your post may not take the step "{command}".' },
  'policy.not_for_people': { zh: '“{command}”只由系统按时间执行，不能由人提出。', en: 'The step "{command}" belongs to time or to the system; nobody may ask for it.' },
} as const satisfies Record<string, Bilingual>;
