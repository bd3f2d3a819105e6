import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
}
interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Files that git tracks or would track: what a clone holds. */
function projectFiles(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  return listed.split('\0').filter((path) => path !== '' && existsSync(join(root, path)) && statSync(join(root, path)).isFile());
}

describe('the repository', () => {
  const manifest = JSON.parse(read('package.json')) as Manifest;
  const lock = JSON.parse(read('package-lock.json')) as { readonly packages: Readonly<Record<string, Locked>> };
  const named = { ...manifest.dependencies, ...manifest.devDependencies };

  test('names every dependency by one exact version, and the lock file holds that one', () => {
    expect(Object.entries(named).filter(([, version]) => !/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version))).toEqual([]);
    expect(Object.entries(named).filter(([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version)).toEqual([]);
    expect(lock.packages['']?.dependencies).toEqual(manifest.dependencies);
  });

  test('has a lock file that names contents by their hash and no registry, so that any registry serves it', () => {
    expect(read('package-lock.json')).not.toContain('"resolved"');
    const unhashed = Object.entries(lock.packages).filter(([path, { integrity, link }]) => path !== '' && !link && integrity === undefined);
    expect(unhashed.map(([path]) => path)).toEqual([]);
  });

  test('runs no install script, neither its own nor a foreign one', () => {
    expect(read('.npmrc').split('\n')).toContain('ignore-scripts=true');
    expect(Object.keys(manifest.scripts).filter((name) => /^(pre|post)?(install|prepare)$/.test(name))).toEqual([]);
  });

  test('sets no registry and holds no secret in .npmrc', () => {
    expect(read('.npmrc')).not.toMatch(/registry\s*=|_auth|token/i);
  });

  test('names no place of the machine that it was written on', () => {
    // A place such as /app says nothing of a machine.
    const places = [root.replace(/\/$/, ''), homedir()].filter((place) => /^\/.+\/.+/.test(place));
    const found = projectFiles().filter((path) => {
      const text = readFileSync(join(root, path));
      return places.some((place) => text.includes(place));
    });
    expect(found).toEqual([]);
  });

  test('builds no query from strings by Prisma’s unsafe functions', () => {
    const unsafe = ['query', 'execute'].map((verb) => `$${verb}RawUnsafe`);
    const sources = projectFiles().filter((path) => path.endsWith('.ts') && !path.startsWith('prisma/client/'));
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.filter((path) => unsafe.some((name) => read(path).includes(name)))).toEqual([]);
  });
});
