/** Shows what a start is doing: one line per step with its seconds; on a terminal the line of the running step is updated in place. */
export interface Progress {
  /** Runs a step; `note` changes what its line says meanwhile, and what the step answers as text stands at its end. */
  step<T>(title: string, work: (note: (text: string) => void) => Promise<T>, result?: (value: T) => string | undefined): Promise<T>;
  /** A line of its own. */
  say(line: string): void;
}

interface Running {
  readonly title: string;
  readonly since: number;
  note: string;
}

/** Steps may run at once: the updating line names all of them. */
export function createProgress(out: NodeJS.WriteStream = process.stdout): Progress {
  const live = out.isTTY === true;
  const running = new Set<Running>();
  let timer: NodeJS.Timeout | undefined;
  const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;
  const clear = (): void => {
    if (live) out.write('\r\u001b[2K');
  };
  const draw = (): void => {
    if (!live || running.size === 0) return;
    const line = [...running].map(({ title, note, since }) => `${note === '' ? title : note} ${seconds(since)}`).join(' · ');
    out.write(`\r\u001b[2K  … ${line.slice(0, Math.max(20, (out.columns ?? 80) - 6))}`);
  };
  const print = (line: string): void => {
    clear();
    out.write(`${line}\n`);
    draw();
  };
  const update = (): void => {
    if (running.size > 0 && timer === undefined && live) {
      timer = setInterval(draw, 100);
      timer.unref();
    }
    if (running.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
  return {
    say: print,
    async step(title, work, result) {
      const entry: Running = { title, since: performance.now(), note: '' };
      running.add(entry);
      update();
      draw();
      try {
        const value = await work((text) => {
          entry.note = text;
          if (live) draw();
          else print(`    ${text}`);
        });
        running.delete(entry);
        const said = result?.(value);
        print(`  ✓ ${title}${said === undefined ? '' : ` (${said})`}  ${seconds(entry.since)}`);
        return value;
      } catch (error) {
        running.delete(entry);
        print(`  ✗ ${title}  ${seconds(entry.since)}`);
        throw error;
      } finally {
        update();
      }
    },
  };
}
