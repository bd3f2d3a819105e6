import type { components } from './types.ts';

/** Whether somebody is signed in, and who, as far as it was answered. */
export interface Who {
  readonly session?: components['schemas']['SessionStanding'];
  readonly me?: components['schemas']['Me'];
}

async function read<T>(address: string): Promise<T | undefined> {
  const response = await fetch(address);
  return response.ok ? ((await response.json()) as T) : undefined;
}

async function ask(): Promise<Who> {
  const session = await read<NonNullable<Who['session']>>('/api/v1/session');
  if (!session) return {};
  const me = session.signedIn ? await read<NonNullable<Who['me']>>('/api/v1/me') : undefined;
  return { session, ...(me ? { me } : {}) };
}

let asked: Promise<Who> | undefined;

/** Asks who is signed in while the rest of the page is still on its way: for the page's first script. */
export function askFirst(): void {
  asked = ask().catch(() => ({}));
}

/** What the first script was answered, once; nothing where it did not ask, got no answer, or the answer was taken before. */
export async function takeFirst(): Promise<Who> {
  const answer = asked;
  asked = undefined;
  return (await answer) ?? {};
}
