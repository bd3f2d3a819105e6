/** Writes a program into dist/ and answers its path. */
export function buildProgram(name: 'start' | 'api' | 'worker'): Promise<string>;
