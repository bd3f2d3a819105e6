import type { Bilingual } from '../notice/notice.ts';

export const bulletinRefusals = {
  'bulletin.exists': { zh: '这份通报已经拟稿。', en: 'This bulletin has been drafted already.' },
  'bulletin.dates_disordered': {
    zh: '通报的起始日期{from}不能晚于截止日期{until}，截止日期不能晚于今天。',
    en: 'A bulletin tells of days up to today: {from} to {until} will not do.',
  },
  'bulletin.not_signed': { zh: '通报尚未签发。', en: 'The bulletin has not been signed yet.' },
  'bulletin.already_signed': { zh: '通报已经签发，内容不能再改。', en: 'The bulletin has been signed: it says what it says.' },
  'bulletin.already_issued': { zh: '通报已经印发。', en: 'The bulletin has been issued already.' },
  'bulletin.suspended': { zh: '通报随专项行动中止，暂不能办理。', en: 'The bulletin is suspended with its campaign.' },
  'bulletin.withdrawn': { zh: '通报已经撤回。', en: 'The bulletin has been withdrawn.' },
  'bulletin.nothing_changed': { zh: '新旧内容相同，没有改动。', en: 'The new text equals the old one: nothing would change.' },
  'bulletin.unit_unknown': { zh: '单位{unitId}不存在或已撤销。', en: 'Unit {unitId} does not exist or is no longer in being.' },
} as const satisfies Record<string, Bilingual>;
