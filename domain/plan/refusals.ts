import type { Bilingual } from '../notice/notice.ts';

export const planRefusals = {} as const satisfies Record<string, Bilingual>;
