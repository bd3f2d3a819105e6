import type { Channel } from './channel.ts';
import { createMailChannel } from './mail.ts';

/** What the configuration says of ways out of the building. */
export interface ChannelConfiguration {
  readonly smtpUrl?: string | undefined;
  readonly mailFrom?: string | undefined;
}

/** The channels that are configured; without SMTP_URL there is none and notices stay in the in-app list. Throws an Error that says what is wrong in the configuration. */
export function createChannels({ smtpUrl, mailFrom }: ChannelConfiguration): ReadonlyMap<string, Channel> {
  if (!smtpUrl) return new Map();
  if (!mailFrom) throw new Error('SMTP_URL is set and MAIL_FROM is not: set the sender, such as MAIL_FROM="督办 <duban@example.org>"');
  const mail = createMailChannel({ url: smtpUrl, from: mailFrom });
  return new Map([[mail.name, mail]]);
}
