import type { Channel } from './channel.ts';
import { createMailChannel, type MailServer } from './mail.ts';

/** The ways out of the building that are configured; none: notices stay in the in-app list. Throws an Error when the configuration cannot be used. */
export function createChannels({ mail }: { readonly mail?: MailServer }): readonly Channel[] {
  return mail ? [createMailChannel(mail)] : [];
}
