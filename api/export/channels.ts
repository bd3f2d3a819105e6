import type { Bilingual } from '../../domain/notice/notice.ts';
import type { OutletKind } from '../../domain/register/outlet.ts';
import { type Language, say } from '../http/language.ts';

/** What the kinds of outlets are called. */
export const outletKindNames: Readonly<Record<OutletKind, Bilingual>> = {
  webhook: { zh: '网络回调', en: 'webhook' },
  wecom: { zh: '企业微信群机器人', en: 'WeCom robot' },
  dingtalk: { zh: '钉钉群机器人', en: 'DingTalk robot' },
  feishu: { zh: '飞书群机器人', en: 'Feishu robot' },
};
const channelNames: Readonly<Record<string, Bilingual>> = { mail: { zh: '邮件', en: 'mail' }, ...outletKindNames };

/** A way by which notices leave the building, in words. */
export function channelName(channel: string, language: Language): string {
  const known = channelNames[channel];
  return known ? say(known, language) : channel;
}
