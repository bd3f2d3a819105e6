/** What forms need of the API's schemas, taken from docs/openapi.json when the console is built (app/build-console.mjs). */
declare module 'duban:schemas' {
  export const schemas: Readonly<Record<string, import('./steps/schema.ts').Schema>>;
}
declare module '*.css';
