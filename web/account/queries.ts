import { answered, api } from '../api/client.ts';

/** Whether one has a calendar link. */
export const calendarQuery = { queryKey: ['account', 'calendar'], queryFn: () => answered(api.GET('/api/v1/me/calendar')) };
