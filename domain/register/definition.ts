import type { RegisterType } from '../process/definition.ts';
import { calendarYear } from './calendar-year.ts';
import { delegation } from './delegation.ts';
import { orgImport } from './org-import.ts';
import { outlet } from './outlet.ts';
import { party } from './party.ts';
import { person } from './person.ts';
import { post } from './post.ts';
import { template } from './template.ts';
import { unit } from './unit.ts';

/** The definition of every register. */
export const registers = { unit, person, post, party, delegation, calendarYear, orgImport, outlet, template } as const satisfies Record<RegisterType, unknown>;
