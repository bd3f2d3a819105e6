// The types of the API as the console's client sees them, from docs/openapi.json into web/api/types.ts (not committed). Does nothing while that file belongs to the description as it is.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import openapiTypes, { astToString } from 'openapi-typescript';

const description = fileURLToPath(new URL('../docs/openapi.json', import.meta.url));
const file = fileURLToPath(new URL('../web/api/types.ts', import.meta.url));

const text = readFileSync(description, 'utf8');
const head = `// Generated from docs/openapi.json ${createHash('sha256').update(text).digest('hex')}\n`;
if (!existsSync(file) || !readFileSync(file, 'utf8').startsWith(head)) writeFileSync(file, head + astToString(await openapiTypes(text)));
