import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { openapiOf } from '../http/openapi.ts';
import { HttpProblem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { examples } from './examples.ts';
import { problemsPage, problemsStyle, referencePage, referenceScript } from './page.ts';

/** Files of the reference page: our own, and those of swagger-ui-dist, which are read once and served by us, so that the page works without a network. */
const own: Readonly<Record<string, string>> = { 'reference.js': referenceScript, 'problems.css': problemsStyle };
const foreign = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const;
const mediaTypes: Readonly<Record<string, string>> = { '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.png': 'image/png' };

const folder = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const cached = new Map<string, Promise<Buffer>>();

function fileNamed(name: string): Promise<Buffer> {
  if (Object.hasOwn(own, name)) return Promise.resolve(Buffer.from(own[name] ?? ''));
  if (!foreign.some((known) => known === name)) throw new HttpProblem('route.not_found');
  const known = cached.get(name) ?? readFile(path.join(folder, name));
  cached.set(name, known);
  return known;
}

/** The reference: openapi.json of all routes, its page, and the list of codes. Public, for it tells nothing but the shape. */
export function docsRoutes(others: readonly Route[], version: string): readonly Route[] {
  let document: unknown;
  const routes: readonly Route[] = [
    route(
      {
        method: 'get',
        path: '/api/v1/openapi.json',
        summary: '接口描述文件 The OpenAPI 3.1 document',
        tags: ['docs'],
        auth: 'public',
        response: z.looseObject({ openapi: z.string() }).meta({ id: 'OpenApi' }),
      },
      async () => {
        document ??= openapiOf([...others, ...routes], version, examples);
        return { body: document as { openapi: string } };
      },
    ),
    route({ method: 'get', path: '/api/docs', summary: '接口文档 The reference page', tags: ['docs'], auth: 'public', produces: 'text/html' }, async () => ({
      body: undefined,
      content: referencePage,
    })),
    route({ method: 'get', path: '/api/docs/problems', summary: '错误代码 All problem codes', tags: ['docs'], auth: 'public', produces: 'text/html' }, async () => ({
      body: undefined,
      content: problemsPage(),
    })),
    route(
      {
        method: 'get',
        path: '/api/docs/{file}',
        summary: '文档页面的文件 Files of the reference page',
        tags: ['docs'],
        auth: 'public',
        params: z.strictObject({ file: z.string().max(100) }),
        produces: 'application/octet-stream',
      },
      async ({ params: { file } }) => ({
        body: undefined,
        content: await fileNamed(file),
        headers: { 'Content-Type': mediaTypes[path.extname(file)] ?? 'application/octet-stream', 'Cache-Control': 'public, max-age=3600' },
      }),
    ),
  ];
  return routes;
}
