import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { describeFailure, StartFailure } from './failure.ts';
import { caseRuns, showRecord } from './walk/case-scenes.ts';
import { Cast, fastTempo, usualTempo } from './walk/cast.ts';
import { mustBeReady } from './walk/client.ts';
import { fillPlan, importPlan, launchCampaign, readUnits } from './walk/plan-scenes.ts';
import { limited, Missed, Story } from './walk/story.ts';
import { othersWork, phasesClose, readTasks, unitAnswers, unitIsSilent, unitWorks } from './walk/task-scenes.ts';

/** Longest the whole walk may take. */
const walkLimitMs = 180_000;

interface Options {
  readonly url?: string;
  readonly port?: string;
  readonly password?: string;
  readonly dataDir: string;
  readonly fast: boolean;
}

function readOptions(argv: readonly string[]): Options {
  return new Command('npm run walk --')
    .description('Plays a campaign and a case against a running demo instance, through its API alone. About a minute; may be repeated.')
    .addOption(new Option('--url <url>', 'the running instance (default: what npm start noted in the data folder, else http://127.0.0.1:3000)'))
    .addOption(new Option('--port <port>', 'its port on this machine').env('PORT'))
    .addOption(new Option('--password <password>', 'password of the demo logins (default: what npm start keeps in the data folder)').env('DUBAN_DEMO_PASSWORD'))
    .addOption(new Option('--data-dir <folder>', 'data folder of the running instance').env('DUBAN_DATA_DIR').default('./.duban'))
    .option('--fast', 'no pauses, shorter ladders', false)
    .parse([...argv], { from: 'user' })
    .opts<Options>();
}

/** What `npm start` noted in its data folder; undefined where there is none. */
function noted(dataDir: string, file: string): string | undefined {
  try {
    return readFileSync(join(dataDir, file), 'utf8').trim();
  } catch {
    return undefined;
  }
}

function passwordOf({ password, dataDir }: Options): string {
  const secrets = password === undefined ? noted(dataDir, 'secrets.json') : undefined;
  const kept = password ?? (secrets === undefined ? undefined : /"demo": "([^"]{12})/.exec(secrets)?.[1]);
  if (kept !== undefined && kept !== '') return kept;
  throw new StartFailure(
    'The demo password is not known.',
    `Neither DUBAN_DEMO_PASSWORD nor ${join(dataDir, 'secrets.json')} names it.`,
    'DUBAN_DEMO_PASSWORD=<demo password that npm start printed> npm run walk',
  );
}

async function play(cast: Cast): Promise<void> {
  const office = await cast.person('office');
  const draft = await importPlan(cast, office);
  const units = await readUnits(office);
  const plan = await fillPlan(cast, office, draft, units);
  const campaign = await launchCampaign(cast, office, plan);
  const tasks = await readTasks(office, campaign.id);
  await unitWorks(cast, office, tasks);
  const [, others] = await Promise.all([unitIsSilent(cast, office, tasks), othersWork(cast, office, tasks, units)]);
  cast.story.note({ zh: `与此同时，其余${others}项任务由各单位签收、报送，办公室逐项验收`, en: `meanwhile the other ${others} tasks were signed, submitted and accepted` });
  await unitAnswers(cast, office, tasks);
  await phasesClose(cast, office, campaign.id);
  const caseId = await caseRuns(cast);
  await showRecord(cast, await cast.person('inspector-a'), caseId);
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const url = (options.url ?? (options.port ? `http://127.0.0.1:${options.port}` : undefined) ?? noted(options.dataDir, join('run', 'url')) ?? 'http://127.0.0.1:3000').replace(
    /\/+$/,
    '',
  );
  const began = Date.now();
  await mustBeReady(url);
  const tempo = options.fast ? fastTempo : usualTempo;
  const story = new Story(process.stdout, tempo.pauseMs);
  const cast = new Cast(url, passwordOf(options), story, tempo);
  story.say(`督办演练 A walk through Duban  ${url}\n  只用公开接口；期限以秒计。Through the API only; deadlines in seconds.`);
  try {
    await limited(play(cast), walkLimitMs, { zh: `全程应在${walkLimitMs / 1_000}秒内完成`, en: `the walk ends within ${walkLimitMs / 1_000} s` });
  } finally {
    await cast.signOut();
  }
  const { steps, notices } = story.told;
  const seconds = ((Date.now() - began) / 1_000).toFixed(0);
  story.say(
    [
      '',
      `✓ 全部如约发生：${steps}步，${notices}条通知，${seconds}秒  Everything happened as it should: ${steps} steps, ${notices} notices, ${seconds} s`,
      '',
      '  接着看 Next',
      `    ${url}/api/docs        接口文档 every route, to try out`,
      `    curl -s ${url}/api/v1/openapi.json   OpenAPI 3.1`,
      '    docs/api.md            自己走一遍 the same steps with curl',
    ].join('\n'),
  );
}

try {
  await main();
} catch (error) {
  if (error instanceof Missed) process.stderr.write(`\n✗ ${error.message}\n`);
  else process.stderr.write(`\n✗ ${error instanceof Error && error.name === 'Refused' ? error.message : describeFailure(error)}\n`);
  process.exitCode = 1;
}
