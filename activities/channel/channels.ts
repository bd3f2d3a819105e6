import type { Channel } from './channel.ts';
import { createMailChannel, type MailServer } from './mail.ts';
import type { PostOptions } from './post.ts';
import { createRobotChannels } from './robot.ts';
import { type AddressBook, createWebhookChannel } from './webhook.ts';

/** The ways to people that are configured; none: notices stay in the in-app list. Throws an Error when the configuration cannot be used. */
export function createChannels({ mail }: { readonly mail?: MailServer }): readonly Channel[] {
  return mail ? [createMailChannel(mail)] : [];
}

/** The ways to the outlets of units, whose addresses are looked up when a message leaves. */
export const createOutletChannels = (addresses: AddressBook, options: PostOptions = {}): readonly Channel[] => [
  createWebhookChannel(addresses, options),
  ...createRobotChannels(addresses, options),
];
