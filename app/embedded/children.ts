import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../failure.ts';
import { replaceFile } from './exclusive.ts';
import { gone, identify, signal } from './process.ts';

/** A log above this size is set aside (one older file is kept) when its process starts anew. */
const logLimitBytes = 20_000_000;

export interface ChildSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  /** Its output, standard and error, is appended here. */
  readonly log: string;
  /** Asks it to end. */
  readonly stopSignal: NodeJS.Signals;
  /** Ends it when it did not within `graceMs`. */
  readonly killSignal: NodeJS.Signals;
  readonly graceMs: number;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  /** Settles when it ends for whatever reason; never rejects. */
  readonly exited: Promise<Exit>;
  running(): boolean;
  /** Asks it to end, waits, and ends it by force when its grace is over. Harmless when repeated. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

/** The servers that one instance runs. They outlive neither this process nor, at the latest, the next start in the same folder. */
export interface Children {
  spawn(spec: ChildSpec): Promise<Child>;
  /** A folder to be removed if this process dies without ending its work (scratch instances). */
  removeOnDeath(folder: string): void;
  /** Ends the watch over this process's death; to be called when every child has ended. */
  close(): void;
}

const Noted = z.array(z.object({ name: z.string(), pid: z.number().int(), started: z.string(), stopSignal: z.string(), killSignal: z.string() }));
type Noted = z.infer<typeof Noted>;

/**
 * Begins to run children, noting each in `<run>/children.json`.
 * Children have their own process groups: Ctrl-C in the terminal reaches this process alone, which ends them in order.
 * When this process is killed, a guardian shell that holds the other end of a pipe ends them.
 */
export function startChildren(run: string): Children {
  const file = join(run, 'children.json');
  const noted: Noted = [];
  const guardian = startGuardian();
  const save = (): void => replaceFile(file, JSON.stringify(noted));
  return {
    async spawn(spec) {
      const child = await launch(spec);
      const identity = identify(child.pid);
      const note = { name: spec.name, pid: child.pid, started: identity?.started ?? '', stopSignal: spec.stopSignal, killSignal: spec.killSignal };
      noted.push(note);
      guardian.tell(`watch ${spec.stopSignal.slice(3)} ${child.pid}`);
      save();
      void child.exited.then(() => {
        noted.splice(noted.indexOf(note), 1);
        guardian.tell(`forget ${spec.stopSignal.slice(3)} ${child.pid}`);
        if (existsSync(run)) save();
      });
      return child;
    },
    removeOnDeath: (folder) => guardian.tell(`remove ${folder}`),
    close: () => guardian.end(),
  };
}

/** Ends what a killed instance left running in this folder. Answers the names of what was found. Call while holding the data folder. */
export async function stopOrphans(run: string): Promise<string[]> {
  const file = join(run, 'children.json');
  if (!existsSync(file)) return [];
  let noted: Noted;
  try {
    noted = Noted.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [];
  }
  const found = noted.filter((note) => signal(note, signalName(note.stopSignal)));
  for (const note of found) {
    if (await gone(note, 10_000)) continue;
    signal(note, signalName(note.killSignal));
    if (!(await gone(note, 10_000))) signal(note, 'SIGKILL');
  }
  replaceFile(file, '[]');
  return found.map((note) => note.name);
}

function signalName(name: string): NodeJS.Signals {
  return name === 'SIGINT' || name === 'SIGQUIT' || name === 'SIGKILL' ? name : 'SIGTERM';
}

async function launch(spec: ChildSpec): Promise<Child> {
  rotate(spec.log);
  const log = openSync(spec.log, 'a', 0o644);
  let child: ChildProcess;
  try {
    child = spawn(spec.command, [...spec.args], { cwd: spec.cwd, env: spec.env ?? process.env, uid: spec.uid, gid: spec.gid, detached: true, stdio: ['ignore', log, log] });
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
  } finally {
    closeSync(log);
  }
  const pid = child.pid ?? 0;
  let ended = false;
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, by) => {
      ended = true;
      resolve({ code, signal: by });
    });
  });
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    if (ended) return;
    child.kill(spec.stopSignal);
    if (await within(exited, spec.graceMs)) return;
    child.kill(spec.killSignal);
    if (await within(exited, 5_000)) return;
    child.kill('SIGKILL');
    await exited;
  };
  return {
    name: spec.name,
    pid,
    exited,
    running: () => !ended,
    stop: () => (stopping ??= stop()),
    kill: () => void child.kill(spec.killSignal),
  };
}

async function within(done: Promise<unknown>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  const answer = await Promise.race([done.then(() => true), late]);
  clearTimeout(timer);
  return answer;
}

function rotate(log: string): void {
  try {
    if (statSync(log).size > logLimitBytes) renameSync(log, `${log}.1`);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/**
 * A shell that waits on a pipe. When this process dies, however it dies, the pipe closes: the shell then asks the children to end,
 * ends them by force after 15 s, and removes the scratch folder. A shell, because it costs 1 MB and is everywhere where PostgreSQL's binaries run.
 */
const guardianScript = `
trap '' INT TERM HUP
list='' folder=''
alive() {
  kill -0 "$1" 2>/dev/null || return 1
  [ -r "/proc/$1/stat" ] || return 0
  read -r stat < "/proc/$1/stat" 2>/dev/null || return 1
  case "$stat" in *') Z '*) return 1 ;; esac
}
while read -r verb a b; do
  case "$verb" in
    watch) list="$list $a:$b" ;;
    forget) kept=''; for entry in $list; do [ "$entry" = "$a:$b" ] || kept="$kept $entry"; done; list=$kept ;;
    remove) folder="$a\${b:+ $b}" ;;
    end) exit 0 ;;
  esac
done
[ -n "$folder" ] && [ -f "$folder/pids" ] && while read -r pid; do list="$list KILL:$pid"; done < "$folder/pids"
for entry in $list; do kill -"\${entry%%:*}" "\${entry#*:}" 2>/dev/null; done
left=75
while [ $left -gt 0 ]; do
  some=''
  for entry in $list; do alive "\${entry#*:}" && some=yes; done
  [ -z "$some" ] && break
  sleep 0.2
  left=$((left - 1))
done
for entry in $list; do kill -KILL "\${entry#*:}" 2>/dev/null; done
[ -n "$folder" ] && rm -rf "$folder"
exit 0
`;

function startGuardian(): { tell: (line: string) => void; end: () => void } {
  if (process.platform === 'win32') return { tell: () => undefined, end: () => undefined };
  const shell = spawn('/bin/sh', ['-c', guardianScript, 'duban-guardian'], { cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  const pipe: unknown = shell.stdin;
  // The pipe must not keep this process alive: its whole use is to close when the process ends.
  if (typeof pipe === 'object' && pipe !== null && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref();
  return {
    tell: (line) => void shell.stdin.write(`${line}\n`),
    end: () => void shell.stdin.end('end\n'),
  };
}
