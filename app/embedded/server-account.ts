import { spawnSync } from 'node:child_process';
import { StartFailure } from '../failure.ts';

/** A user under whom servers run that refuse to run as root. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * PostgreSQL refuses to run as root. Undefined when this process is not root; else the user `postgres`, made when absent,
 * or `nobody` where users cannot be made.
 */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const known = account('postgres');
  if (known !== undefined) return known;
  const made =
    spawnSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'], { stdio: 'ignore' }).status === 0 ||
    spawnSync('adduser', ['-S', '-D', '-H', 'postgres'], { stdio: 'ignore' }).status === 0;
  // Another instance may have made it in the same moment.
  const found = account('postgres') ?? (made ? undefined : account('nobody'));
  if (found !== undefined) return found;
  throw new StartFailure(
    'PostgreSQL cannot run as root, and there is no user to run it as.',
    'Neither a user "postgres" nor "nobody" exists, and none could be made.',
    'useradd --system postgres && npm start (or npm start as an ordinary user)',
  );
}

/**
 * The program as the account would run it. Where the folders above deny the account its way (a checkout under /root), the account gets
 * the one right to pass them, through `setpriv`. Throws a `StartFailure` where that is missing.
 */
export function asAccount(user: Account | undefined, folder: string, command: string, args: readonly string[]): Program {
  if (user === undefined) return { command, args };
  const as = { uid: user.uid, gid: user.gid, cwd: '/', stdio: 'ignore' } as const;
  const reachable = spawnSync('test', ['-w', folder, '-a', '-x', command], as).status === 0;
  if (reachable) return { command, args, uid: user.uid, gid: user.gid };
  const passing = ['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups', '--inh-caps', '+dac_override', '--ambient-caps', '+dac_override', '--'];
  if (spawnSync('setpriv', [...passing, command, '--version'], { cwd: '/', stdio: 'ignore' }).status === 0) return { command: 'setpriv', args: [...passing, command, ...args] };
  throw new StartFailure(
    `The user ${user.name}, as whom PostgreSQL runs, may not enter ${folder} or the folder of its programs.`,
    'A folder above them is closed to other users, and this start runs as root.',
    'run npm start as an ordinary user, move the checkout out of the closed folder (for example to /opt), or open it: chmod o+x <folder>',
  );
}

function account(name: string): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout?.trim());
  return uid !== undefined && gid !== undefined && /^\d+$/.test(uid) && /^\d+$/.test(gid) ? { name, uid: Number(uid), gid: Number(gid) } : undefined;
}
