import type { Bilingual } from '../notice/notice.ts';
import type { DeadlineKind } from './state.ts';

/** Names of a case's deadlines for people; the English without its article. */
export const deadlineNames: Readonly<Record<DeadlineKind, Bilingual>> = {
  inspect: { zh: '首次检查', en: 'first inspection' },
  measure: { zh: '采取措施', en: 'measure' },
  rectify: { zh: '责令改正', en: 'ordered rectification' },
  suspension: { zh: '停业整改', en: 'suspension of business' },
  followUp: { zh: '复查', en: 'follow-up inspection' },
  decide: { zh: '决定申请', en: 'decision on a request' },
  conclude: { zh: '作出处理决定', en: 'decision of the filed case' },
};
