import type { ProcessType } from '../../domain/process/definition.ts';

/**
 * Who a route is for. `public`: anyone. `self`: a signed-in person, about what is that person's own. `everyone`: a signed-in person, the same for all.
 * `reads` and `lists`: by the reading rule of the type (domain/policy). `commands`: by the rule of each command of the type.
 * `administrators`: whoever acts in an administrator's post; 403 for everybody else.
 * `figures`: the leading group and its office alone, who see none of the records counted.
 * `evidence`: the own unit's files and those of processes one sees. `draft`: the office whose draft it is.
 */
export type RouteRight =
  | 'public'
  | 'self'
  | 'everyone'
  | 'evidence'
  | 'draft'
  | 'administrators'
  | { readonly reads: ProcessType }
  | { readonly lists: ProcessType }
  | { readonly commands: ProcessType }
  | { readonly figures: ProcessType };

/** The rights table of routes: every route of the API stands here, and nothing else does. */
export const routeRights: Readonly<Record<string, RouteRight>> = {
  'POST /api/v1/session': 'public',
  'DELETE /api/v1/session': 'self',
  'POST /api/v1/me/password': 'self',
  'GET /api/v1/me': 'self',
  'GET /api/v1/me/calendar': 'self',
  'POST /api/v1/me/calendar': 'self',
  'DELETE /api/v1/me/calendar': 'self',
  'GET /api/v1/me/calendar.ics': 'public',
  'GET /api/v1/tokens': 'self',
  'POST /api/v1/tokens': 'self',
  'DELETE /api/v1/tokens/{id}': 'self',
  'GET /api/v1/notifications': 'self',
  'GET /api/v1/notifications.xlsx': 'self',
  'GET /api/v1/notifications.docx': 'self',
  'POST /api/v1/notifications/{id}/read': 'self',
  'PUT /api/v1/attachments': 'evidence',
  'GET /api/v1/attachments/{id}': 'evidence',
  'GET /api/v1/attachments/{id}/content': 'evidence',

  'POST /api/v1/plans/import': 'draft',
  'GET /api/v1/plans': 'draft',
  'GET /api/v1/plans/{id}': 'draft',
  'POST /api/v1/plans/{id}/fill': 'draft',
  'GET /api/v1/plans/{id}/dates': 'draft',

  'GET /api/v1/campaigns': { lists: 'campaign' },
  'GET /api/v1/campaigns.xlsx': { lists: 'campaign' },
  'GET /api/v1/campaigns.docx': { lists: 'campaign' },
  'POST /api/v1/campaigns': { commands: 'campaign' },
  'GET /api/v1/campaigns/{id}': { reads: 'campaign' },
  'GET /api/v1/campaigns/{id}/summary': { reads: 'campaign' },
  'GET /api/v1/campaigns/{id}/summary.docx': { reads: 'campaign' },
  'GET /api/v1/campaigns/{id}/facts': { reads: 'campaign' },
  'GET /api/v1/campaigns/{id}/tasks': { lists: 'task' },
  'GET /api/v1/campaigns/{id}/urging-text': { commands: 'campaign' },
  'POST /api/v1/campaigns/{id}/commands': { commands: 'campaign' },
  'POST /api/v1/campaigns/{id}/preview': { commands: 'campaign' },

  'GET /api/v1/tasks': { lists: 'task' },
  'GET /api/v1/tasks.xlsx': { lists: 'task' },
  'GET /api/v1/tasks.docx': { lists: 'task' },
  'GET /api/v1/tasks/{id}': { reads: 'task' },
  'GET /api/v1/tasks/{id}/facts': { reads: 'task' },
  'GET /api/v1/tasks/{id}/urging-notice': { reads: 'task' },
  'POST /api/v1/tasks/{id}/commands': { commands: 'task' },
  'POST /api/v1/tasks/{id}/preview': { commands: 'task' },

  'GET /api/v1/cases': { lists: 'case' },
  'GET /api/v1/cases.xlsx': { lists: 'case' },
  'GET /api/v1/cases.docx': { lists: 'case' },
  'POST /api/v1/cases': { commands: 'case' },
  'GET /api/v1/cases/{id}': { reads: 'case' },
  'GET /api/v1/cases/{id}/facts': { reads: 'case' },
  'POST /api/v1/cases/{id}/commands': { commands: 'case' },
  'POST /api/v1/cases/{id}/preview': { commands: 'case' },

  'GET /api/v1/figures/cases': { figures: 'case' },
  'GET /api/v1/figures/tasks': { lists: 'task' },
  'GET /api/v1/figures/units': { lists: 'task' },
  'GET /api/v1/figures/units.xlsx': { lists: 'task' },
  'GET /api/v1/figures/units.docx': { lists: 'task' },

  'GET /api/v1/parties': { lists: 'party' },
  'GET /api/v1/parties.xlsx': { lists: 'party' },
  'GET /api/v1/parties.docx': { lists: 'party' },
  'POST /api/v1/parties': { commands: 'party' },
  'GET /api/v1/parties/{id}': { reads: 'party' },
  'POST /api/v1/parties/{id}/commands': { commands: 'party' },
  'GET /api/v1/units': { lists: 'unit' },
  'GET /api/v1/units.xlsx': 'administrators',
  'GET /api/v1/units.docx': 'administrators',
  'POST /api/v1/units': { commands: 'unit' },
  'GET /api/v1/units/{id}': { reads: 'unit' },
  'POST /api/v1/units/{id}/commands': { commands: 'unit' },
  'POST /api/v1/units/{id}/preview': { commands: 'unit' },
  'GET /api/v1/people': { lists: 'person' },
  'GET /api/v1/people.xlsx': 'administrators',
  'GET /api/v1/people.docx': 'administrators',
  'POST /api/v1/people': { commands: 'person' },
  'GET /api/v1/people/{id}': { reads: 'person' },
  'POST /api/v1/people/{id}/commands': { commands: 'person' },
  'POST /api/v1/people/{id}/first-password': { commands: 'person' },
  'POST /api/v1/people/{id}/hand-over/preview': { commands: 'person' },
  'POST /api/v1/people/{id}/hand-over': { commands: 'person' },
  'GET /api/v1/org/import-template.xlsx': 'administrators',
  'POST /api/v1/org/import': { commands: 'orgImport' },
  'GET /api/v1/posts': { lists: 'post' },
  'POST /api/v1/posts': { commands: 'post' },
  'GET /api/v1/posts/{id}': { reads: 'post' },
  'POST /api/v1/posts/{id}/commands': { commands: 'post' },
  'GET /api/v1/delegations': { lists: 'delegation' },
  'POST /api/v1/delegations': { commands: 'delegation' },
  'GET /api/v1/delegations/{id}': { reads: 'delegation' },
  'POST /api/v1/delegations/{id}/commands': { commands: 'delegation' },
  'GET /api/v1/calendar/years': 'everyone',
  'GET /api/v1/calendar/years/{year}': { reads: 'calendarYear' },
  'GET /api/v1/calendar/explain': 'everyone',
  'POST /api/v1/calendar/years/{year}/preview': { commands: 'calendarYear' },
  'POST /api/v1/calendar/years/{year}/announce': { commands: 'calendarYear' },
  'POST /api/v1/calendar/years/{year}/correct': { commands: 'calendarYear' },
  'GET /api/v1/deliveries': 'administrators',
  'POST /api/v1/deliveries/{id}/retry': 'administrators',
  'POST /api/v1/deliveries/release': 'administrators',

  'GET /livez': 'public',
  'GET /readyz': 'public',
  'GET /api/v1/openapi.json': 'public',
  'GET /api/docs': 'public',
  'GET /api/docs/problems': 'public',
  'GET /api/docs/{file}': 'public',
};
