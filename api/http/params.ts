import { z } from 'zod';

/** The id of a record: a UUID, in lower case from here on. */
export const id = z.uuid().toLowerCase().meta({ description: 'A UUID', example: '0f8fad5b-d9cb-469f-a165-70867728950e' });

/** Parameters of a path with `{id}`. A text that is no UUID names nothing: 404. */
export const idParams = z.strictObject({ id });
