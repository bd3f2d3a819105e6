import type { Finding, Measure, Section } from './measure.ts';

/** What became of one measure: its section, or why it failed. */
export type Result = { readonly measure: Pick<Measure, 'name' | 'title'>; readonly seconds: number } & ({ readonly section: Section } | { readonly failure: string });

/** Absolute figures of a quick run are told, not judged: its runs are short and few. */
const isJudged = (finding: Finding, quick: boolean): boolean => finding.ok !== undefined && (!quick || finding.judgedInQuick === true);

/** The state of a finding in a word. */
export function stateOf(finding: Finding, quick: boolean): 'reached' | 'fell short' | 'not judged' | '' {
  if (finding.ok === undefined) return '';
  if (!isJudged(finding, quick)) return 'not judged';
  return finding.ok ? 'reached' : 'fell short';
}

/** What fell short, one text each: aims that were missed, and measures that failed or found nothing. */
export function shortfalls(results: readonly Result[], quick: boolean): readonly string[] {
  return results.flatMap((result) => {
    if ('failure' in result) return [`${result.measure.name}: it failed: ${result.failure}`];
    const { findings } = result.section;
    if (findings.length === 0) return [`${result.measure.name}: it found nothing`];
    return findings
      .filter((finding) => stateOf(finding, quick) === 'fell short')
      .map((finding) => `${finding.what}: ${finding.seen} (aim: ${finding.aim ?? 'none'})${finding.why === undefined ? '' : `, because ${finding.why}`}`);
  });
}

/** The last line: true only when something was measured and nothing fell short. */
export function verdict(results: readonly Result[], quick: boolean): { readonly ok: boolean; readonly line: string } {
  const short = results.length === 0 ? ['nothing was measured'] : shortfalls(results, quick);
  return short.length === 0 ? { ok: true, line: 'all aims reached' } : { ok: false, line: `fell short: ${short.join('; ')}` };
}
