/** What forms need of the API's schemas, taken from docs/openapi.json when the console is built (app/build-console.mjs). */
declare module 'duban:schemas' {
  const schemas: Readonly<Record<string, import('./steps/schema.ts').Schema>>;
  export default schemas;
}
declare module '*.css';
