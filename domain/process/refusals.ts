import type { Bilingual } from '../notice/notice.ts';

export const kernelRefusals = {
  'process.not_found': { zh: '没有找到这条记录。', en: 'There is no such record.' },
  'process.unknown_command': { zh: '这类记录没有“{command}”这一步。', en: 'This kind of record has no step "{command}".' },
  'process.changed_since': { zh: '记录在您读取之后已被改动（现为第{version}版）。', en: 'The record has changed since you read it (now version {version}).' },
  'process.nothing_to_withdraw': {
    zh: '没有可以撤回的步骤：其后已有人（或到时的催办）处理，或这一步不能撤回。',
    en: 'There is no step to withdraw: somebody, or time, has acted since, or it is not of those that can be withdrawn.',
  },
  'process.step_of_another': {
    zh: '上一步由他人办理，只能由其本人撤回；受托代办的，委托人及其现任受托人也可撤回。',
    en: 'The last step was taken by somebody else, who alone may withdraw it; what was done by delegation, also who delegated it and whoever acts for them now.',
  },
  'period.unit_refused': { zh: '期限单位“{unit}”只在演练中可用。', en: 'The period unit "{unit}" is accepted only in drills.' },
  'period.invalid': { zh: '期限必须大于零，且不超过3660天。', en: 'A period must be longer than nothing, and not beyond 3,660 days.' },
  'command.key_reused': { zh: '同一个幂等键已用于另一个请求。', en: 'The same Idempotency-Key was used for another request.' },
  'command.answer_erased': { zh: '这个请求的答复因依法删除个人信息而不再保存。', en: 'The answer to this request is no longer kept: personal data in it was lawfully erased.' },
  'evidence.unknown': { zh: '附件{id}不存在，或不属于您的单位。', en: 'Attachment {id} does not exist or is not of your unit.' },
} as const satisfies Record<string, Bilingual>;
