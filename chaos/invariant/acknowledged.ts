import { answersOf, versionOf, type Write } from '../history.ts';
import { type Finding, finding } from './finding.ts';
import { byProcess, type Evidence } from './rows.ts';

/** I1: what a client was told is there, and whoever asked twice was told the same to the letter. */
export function acknowledged(writes: readonly Write[], evidence: Pick<Evidence, 'commands' | 'facts' | 'attachments'>): Finding {
  const commands = new Map(evidence.commands.map((row) => [`${row.personId} ${row.key}`, row]));
  const facts = byProcess(evidence.facts);
  const attachments = new Set(evidence.attachments.map((row) => row.id));
  const faults: string[] = [];
  let checked = 0;
  for (const write of writes) {
    const answers = answersOf(write);
    const [first] = answers;
    if (!first) continue;
    checked++;
    const named = `${write.type} ${write.key}`;
    const different = answers.find((answer) => answer.status !== first.status || answer.text !== first.text);
    if (different) faults.push(`${named}: answered ${first.status} and ${different.status}, not alike to the letter`);
    const command = commands.get(`${write.personId} ${write.key}`);
    if (!command) {
      faults.push(`${named}: answered ${first.status}, but the ledger does not know its key`);
      continue;
    }
    if (command.status !== first.status || command.body !== first.text)
      faults.push(`${named}: the ledger keeps another answer (${command.status}) than was given (${first.status})`);
    if (first.known !== 'ok') continue;
    if (write.type === 'upload') {
      const { id } = JSON.parse(first.text ?? '{}') as { readonly id?: string };
      if (id === undefined || !attachments.has(id)) faults.push(`${named}: acknowledged, but there is no such attachment`);
      continue;
    }
    const answer = versionOf(first.text);
    if (!answer) {
      faults.push(`${named}: the answer names no version`);
      continue;
    }
    const fact = facts.get(answer.id)?.[answer.version - 1];
    if (fact?.seq !== answer.version) faults.push(`${named}: acknowledged version ${answer.version} of ${answer.id} is not there`);
    else if (fact.commandId !== command.id) faults.push(`${named}: version ${answer.version} of ${answer.id} is the fact of another command`);
  }
  return finding('I1', checked, faults);
}
