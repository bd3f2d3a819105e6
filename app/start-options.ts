import { Command, InvalidArgumentError, Option } from 'commander';

/** What `npm start` may be told, by flag or environment; a flag wins. */
export interface StartOptions {
  readonly port: number | undefined;
  readonly host: string;
  readonly dataDir: string;
  readonly demo: 'lianyun' | 'off';
  readonly demoPassword: string | undefined;
  readonly pgPort: number | undefined;
  readonly temporalPort: number | undefined;
  readonly reset: boolean;
}

/** Reads flags and environment; prints the help and ends the process when asked to, or when something is wrong. */
export function readStartOptions(argv: readonly string[]): StartOptions {
  const command = new Command('npm start --')
    .description('Starts Duban on this machine: embedded PostgreSQL, Temporal dev server, worker, API and a demo district.')
    .addOption(new Option('--port <port>', 'port of the API (default: 3000, or a free one if that is taken)').env('PORT').argParser(port))
    .addOption(new Option('--host <address>', 'address to listen on').env('HOST').default('127.0.0.1'))
    .addOption(new Option('--data-dir <folder>', 'data folder of this instance').env('DUBAN_DATA_DIR').default('./.duban'))
    .addOption(new Option('--demo <district>', 'demo district to load when the ledger is empty').env('DUBAN_DEMO').choices(['lianyun', 'off']).default('lianyun'))
    .addOption(
      new Option('--demo-password <password>', 'password of all demo logins, taken as given (default: a random one, kept in the data folder)')
        .env('DUBAN_DEMO_PASSWORD')
        .argParser(password),
    )
    .addOption(new Option('--pg-port <port>', 'port of PostgreSQL (default: 55432, or a free one)').env('DUBAN_PG_PORT').argParser(port))
    .addOption(new Option('--temporal-port <port>', 'port of Temporal (default: 7233, or a free one)').env('DUBAN_TEMPORAL_PORT').argParser(port))
    .option('--reset', 'erase the data folder first: everything in this instance is lost', false)
    .addHelpText(
      'after',
      `
Further environment variables:
  TEMPORAL_ADDRESS     a running Temporal cluster; no dev server is started (with TEMPORAL_NAMESPACE, TEMPORAL_API_KEY, TEMPORAL_TLS_*)
  TEMPORAL_CLI_PATH    the Temporal CLI to use; otherwise "temporal" on PATH, else it is fetched once
  DUBAN_CACHE_DIR      where fetched programs are kept (default: ~/.cache/duban)
  LOG_LEVEL            level of the log files in <data folder>/logs (default: info)
  SMTP_HOST, SMTP_PORT, SMTP_SECURE, SMTP_USER, SMTP_PASSWORD, SMTP_FROM   mail leaves only when SMTP_HOST is set
  QUIET_HOURS          no: mail that is not urgent leaves outside office hours too (default: yes)
  DUBAN_DATABASE_VIA, DUBAN_TEMPORAL_VIA   host:port through which API and worker reach the two servers (a proxy of a drill: docs/chaos.md)
  Everything else that API and worker read stands in docs/operations.md and is passed on to them.

Two instances side by side: give each its own data folder. Ctrl-C stops everything in order; a second Ctrl-C at once.`,
    )
    .showHelpAfterError('(npm start -- --help lists flags and environment variables)');
  // An empty variable is an absent one.
  for (const name of ['PORT', 'HOST', 'DUBAN_DATA_DIR', 'DUBAN_DEMO', 'DUBAN_DEMO_PASSWORD', 'DUBAN_PG_PORT', 'DUBAN_TEMPORAL_PORT'])
    if (process.env[name] === '') delete process.env[name];
  const given = command.parse([...argv], { from: 'user' }).opts<{
    port?: number;
    host: string;
    dataDir: string;
    demo: 'lianyun' | 'off';
    demoPassword?: string;
    pgPort?: number;
    temporalPort?: number;
    reset: boolean;
  }>();
  return { ...given, port: given.port, demoPassword: given.demoPassword, pgPort: given.pgPort, temporalPort: given.temporalPort };
}

function port(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65_535) throw new InvalidArgumentError('A port is a number from 1 to 65535.');
  return value;
}

/** Signing in looks at no longer password. */
const longestPassword = 200;

function password(text: string): string {
  if (text.length > longestPassword) throw new InvalidArgumentError(`A password has at most ${longestPassword} characters.`);
  return text;
}
