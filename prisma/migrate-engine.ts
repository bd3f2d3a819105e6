import { AsyncLocalStorage } from 'node:async_hooks';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine, SchemaFilter } from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

/** Runs a script of several statements on a connection of its own, given whole to the server, which makes one transaction of it. */
type RunScript = (script: string, connection: pg.PoolClient) => Promise<void>;

/** Prisma's schema engine on one database. */
export interface MigrationEngine {
  /** Applies what the database lacks; answers the names. */
  apply(migrations: MigrationList): Promise<string[]>;
  /** SQL that leads from the database as it is to the schema; empty if nothing differs. */
  diff(schema: string): Promise<string>;
}

const filters: SchemaFilter = { externalTables: [], externalEnums: [] };

/**
 * Opens Prisma's own schema engine, in WebAssembly, on a database: no download, and the ordinary Prisma CLI understands what it leaves.
 * `runScript` decides how a migration's SQL is run.
 */
export async function withEngine<T>(databaseUrl: string, runScript: RunScript, work: (engine: MigrationEngine) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4, connectionTimeoutMillis: 10_000, application_name: 'duban-migrate' });
  pool.on('error', () => undefined);
  const failed: { error?: unknown } = {};
  try {
    const engine = await load(factory(pool, runScript, failed));
    try {
      return await work({
        apply: async (migrationsList) => (await engine.applyMigrations({ migrationsList, filters })).appliedMigrationNames,
        diff: async (content) => {
          const answer = await engine.diff({
            from: { tag: 'schemaDatasource', files: [{ path: 'schema.prisma', content }], configDir: '.' },
            to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] },
            script: true,
            exitCode: null,
            filters,
          });
          return answer.stdout ?? '';
        },
      });
    } catch (error) {
      // What the database said is plainer than what the engine makes of it.
      throw failed.error ?? error;
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

/**
 * Prisma's adapter cuts scripts at every semicolon, which breaks functions and triggers, and runs the pieces one by one, which leaves half a
 * migration after a crash: scripts go to `runScript` instead.
 */
function factory(pool: pg.Pool, runScript: RunScript, failed: { error?: unknown }): SqlMigrationAwareDriverAdapterFactory {
  const inner = new PrismaPg(readingCatalog(pool));
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connectToShadowDb: () => inner.connectToShadowDb(),
    async connect() {
      const adapter: SqlDriverAdapter = await inner.connect();
      const queryRaw = adapter.queryRaw.bind(adapter);
      adapter.queryRaw = (query) => withLetters(() => queryRaw(query));
      adapter.executeScript = async (script) => {
        const connection = await pool.connect();
        try {
          await runScript(script, connection);
          connection.release();
        } catch (error) {
          failed.error ??= error;
          connection.release(true);
          throw error;
        }
      };
      return adapter;
    },
  };
}

const charType = 18;
const textType = 25;

/** Indices of the one-letter columns of the query that is being answered. */
const letters = new AsyncLocalStorage<Set<number>>();

/**
 * The engine reads PostgreSQL's catalog, whose one-letter columns (type `"char"`) Prisma's adapter refuses: they pass the adapter as text and
 * reach the engine as what they are.
 */
function readingCatalog(pool: pg.Pool): pg.Pool {
  return new Proxy(pool, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      if (key !== 'query') return value.bind(target);
      return async (...args: unknown[]) => {
        const result: pg.QueryResult = await Reflect.apply(value, target, args);
        result.fields.forEach((field, index) => {
          if (field.dataTypeID !== charType) return;
          field.dataTypeID = textType;
          letters.getStore()?.add(index);
        });
        return result;
      };
    },
  });
}

async function withLetters(query: () => Promise<SqlResultSet>): Promise<SqlResultSet> {
  const found = new Set<number>();
  const result = await letters.run(found, query);
  return { ...result, columnTypes: result.columnTypes.map((type, index) => (found.has(index) ? ColumnTypeEnum.Character : type)) };
}

/** Node has it; the types for Node do not. */
declare const WebAssembly: { instantiate(program: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }> };

let compiled: Promise<typeof import('@prisma/schema-engine-wasm/schema_engine_bg')> | undefined;

async function load(adapterFactory: SqlMigrationAwareDriverAdapterFactory): Promise<SchemaEngine> {
  compiled ??= compile();
  const { SchemaEngine } = await compiled;
  return SchemaEngine.new({ datamodels: undefined }, () => undefined, bindMigrationAwareSqlAdapterFactory(adapterFactory));
}

/** The engine leaves the timer of its own lock's time limit running: it must not keep a process alive that is done. */
function withoutLingering(glue: Record<string, unknown>): Record<string, unknown> {
  for (const [name, original] of Object.entries(glue)) {
    if (!name.startsWith('__wbg_setTimeout_') || typeof original !== 'function') continue;
    glue[name] = (...args: unknown[]): unknown => {
      const timer: unknown = original(...args);
      if (timer instanceof Object && 'unref' in timer && typeof timer.unref === 'function') timer.unref();
      return timer;
    };
  }
  return glue;
}

async function compile(): Promise<typeof import('@prisma/schema-engine-wasm/schema_engine_bg')> {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const program = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(program), { './schema_engine_bg.js': withoutLingering({ ...glue }) });
  glue.__wbg_set_wasm(instance.exports);
  const begin = instance.exports.__wbindgen_start;
  if (typeof begin === 'function') begin();
  return glue;
}
