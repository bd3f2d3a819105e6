// The console's files in dist/console: script in chunks, styles, one page, each also compressed. Built from web/ by the same bundler as the programs, in a second or two.
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build as bundle, version as bundler } from 'esbuild';
import { serviceWorkers } from './build-service-worker.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const web = join(root, 'web');
const openapi = join(root, 'docs', 'openapi.json');

/** What forms have no use for. A field may bear one of these names: what is said of a schema is a text, a field is a schema. */
const saidOfSchemas = ['description', 'pattern'];

/** What forms need of the API's schemas: bodies of steps and of new things with what they refer to, without descriptions, patterns and examples. */
export function stepSchemas(document) {
  const kept = {};
  const strip = (value) => {
    if (Array.isArray(value)) return value.map(strip);
    if (value === null || typeof value !== 'object') return value;
    if (typeof value.$ref === 'string') {
      const name = value.$ref.split('/').at(-1);
      keep(name);
      return { $ref: name };
    }
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key, inner]) => !['example', 'additionalProperties', 'propertyNames'].includes(key) && !(saidOfSchemas.includes(key) && typeof inner === 'string'))
        .map(([key, inner]) => [key, strip(inner)]),
    );
  };
  const keep = (name) => {
    if (name in kept) return;
    kept[name] = null;
    kept[name] = strip(document.components.schemas[name]);
  };
  for (const name of Object.keys(document.components.schemas)) if (/^(New[A-Z]\w*|\w+Command)$/.test(name)) keep(name);
  return kept;
}

/** `duban:schemas` in the console's sources is what `stepSchemas` takes from docs/openapi.json. */
const schemas = {
  name: 'schemas',
  setup(build) {
    build.onResolve({ filter: /^duban:schemas$/ }, ({ path }) => ({ path, namespace: 'schemas' }));
    build.onLoad({ filter: /.*/, namespace: 'schemas' }, async () => ({
      loader: 'js',
      contents: `export const schemas = ${JSON.stringify(stepSchemas(JSON.parse(await readFile(openapi, 'utf8'))))};`,
    }));
  },
};

async function sources(directory) {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

const programs = ['build-console.mjs', 'build-service-worker.mjs'].map((name) => join(root, 'app', name));

/** What the files depend on: all of web/, the schemas, the lock file and the bundler. */
async function stampOf() {
  const hash = createHash('sha256').update(bundler);
  for (const file of [...(await sources(web)).sort(), openapi, join(root, 'package-lock.json'), ...programs]) {
    hash
      .update(relative(root, file))
      .update('\0')
      .update(await readFile(file));
  }
  return hash.digest('hex');
}

const compressed = /\.(js|css|html|svg)$/;

async function write(draft, name, contents) {
  const file = join(draft, name);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, contents);
  if (!compressed.test(name)) return;
  const [br, gz] = await Promise.all([promisify(brotliCompress)(contents, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }), promisify(gzip)(contents, { level: 9 })]);
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
}

/** A file of script and all that it cannot run without. */
function closure(outputs, path, known = new Set()) {
  if (known.has(path)) return known;
  known.add(path);
  for (const { path: next, kind } of outputs[path].imports) if (kind === 'import-statement') closure(outputs, next, known);
  return known;
}

/** The files of script that every page needs: the browser is told of them in the page itself, so that it asks for all of them at once. */
function neededByAll(outputs) {
  const of = (isMeant) => Object.keys(outputs).filter((path) => isMeant(outputs[path].entryPoint ?? ''));
  const [main] = of((source) => source === 'web/main.tsx');
  const [first, ...others] = of((source) => source.startsWith('web/parts/')).map((path) => closure(outputs, path));
  const shared = [...first].filter((path) => others.every((part) => part.has(path)));
  return [...new Set([...closure(outputs, main), ...shared])];
}

// Browsers built on Chromium that offices keep for years.
const settings = { absWorkingDir: root, bundle: true, target: ['chrome88', 'firefox91', 'safari15'], minify: true, legalComments: 'none', write: false };

/** Writes the console's files unless they are those of these sources already, and answers their folder. Several may do so at once: each puts a whole folder in place. Builds of one name are the same. */
export async function buildConsole(folder = join(root, 'dist', 'console'), build = undefined) {
  const stamp = build ?? (await stampOf());
  const stampFile = join(folder, '.stamp');
  if (existsSync(stampFile) && (await readFile(stampFile, 'utf8')) === stamp) return folder;
  const { outputFiles, metafile } = await bundle({
    ...settings,
    entryPoints: { console: 'web/first.ts' },
    outdir: '/assets',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    splitting: true,
    format: 'esm',
    jsx: 'automatic',
    metafile: true,
    define: { 'process.env.NODE_ENV': '"production"', DUBAN_BUILD: JSON.stringify(stamp) },
    plugins: [schemas],
  });
  const { outputs } = metafile;
  const [script, { cssBundle: style }] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === 'web/first.ts');
  const address = (path) => `/assets/${path.split('/').at(-1)}`;
  const head = [
    // React Aria writes this style sheet of its own into the page unless an element has its id; ours holds the same rule, and the strict policy stays unbroken.
    `<link id="react-aria-pressable-style" rel="stylesheet" href="${address(style)}">`,
    ...neededByAll(outputs).map((path) => `<link rel="modulepreload" href="${address(path)}">`),
    `<script type="module" src="${address(script)}"></script>`,
  ].join('\n');
  const draft = `${folder}.${randomUUID()}`;
  try {
    const files = new Map(outputFiles.map(({ path, contents }) => [`assets/${path.split('/').at(-1)}`, contents]));
    files.set('index.html', Buffer.from((await readFile(join(web, 'index.html'), 'utf8')).replace('<!-- assets -->', head)));
    files.set('icon.svg', await readFile(join(web, 'icon.svg')));
    for (const [name, contents] of [...files, ...(await serviceWorkers(stamp, files, settings))]) await write(draft, name, contents);
    await writeFile(join(draft, 'metafile.json'), JSON.stringify(metafile));
    await writeFile(join(draft, '.stamp'), stamp);
    const old = `${folder}.${randomUUID()}`;
    if (existsSync(folder)) await rename(folder, old).catch(() => undefined);
    await rename(draft, folder).catch((error) => {
      // Another build of the same sources was faster.
      if (!existsSync(stampFile)) throw error;
    });
    await rm(old, { recursive: true, force: true });
  } catch (error) {
    // A checkout that belongs to somebody else has been built by its owner.
    if (!['EACCES', 'EPERM', 'EROFS'].includes(error.code) || !existsSync(join(folder, 'index.html'))) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true }).catch(() => undefined);
  }
  return folder;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(await buildConsole());
