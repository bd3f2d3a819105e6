/** Writes the console's files unless they are those of these sources already, and answers their folder: `dist/console`, or another for a build of another name. */
export function buildConsole(folder?: string, build?: string): Promise<string>;

/** What forms need of the API's schemas: bodies of steps and of new things with what they refer to. */
export function stepSchemas(document: unknown): Readonly<Record<string, unknown>>;
