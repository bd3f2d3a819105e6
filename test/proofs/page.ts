import type { Rule } from './rule.ts';

const row = ({ story, holds, broken, test }: Rule): string => `| ${story} | ${holds} | \`${broken.file}\` | \`${test.file}\`: ${test.title.replaceAll('|', '\\|')} |`;

/** docs/proofs.md: what must hold, and the test that was seen to fail without it. */
export const page = (rules: readonly Rule[]): string => `# Proofs

A test that has never failed proves little. Each rule below is broken in a copy of the checkout, where its test must fail: \`npm run proofs\` does it for all of them (some ten minutes; \`-- --only <words>\` for those whose
story holds the words) and ends with a line that says which breaks went unnoticed. This page is written by \`npm run proofs -- --write\` after a run in which every test failed as it should; that the texts and the
tests it names are still there is itself a test.

The invariants of [chaos.md](chaos.md) have the same kind of proof in \`test/chaos/invariants.test.ts\`: each check is given evidence in which something is wrong, and must name it.

| story | what must hold | broken in | the test that fails |
| --- | --- | --- | --- |
${rules.map(row).join('\n')}
`;
