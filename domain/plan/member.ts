import { splitNames } from './mark.ts';
import { setAt, setOf } from './set.ts';
import type { SourceLine } from './source.ts';
import { flat } from './text.ts';
import { isUnitName } from './unit.ts';

export interface MemberNames {
  readonly units: readonly { readonly name: string; readonly line: number }[];
  readonly sets: readonly { readonly expression: string; readonly line: number }[];
}

const opening =
  /成员(?:单位|部门)?(?:主要)?(?:包括|包含|为|有|由|:)\s{0,3}(?:由)?|成员由|(?:领导小组|联席会议|指挥部|专班|工作组)(?:主要)?由|成立(?:了)?由(?=[^。;\n]{4,600}(?:领导小组|联席会议|委员会|指挥部|工作专班|工作组))/g;
const noise = /(?:等)?(?:相关|有关|其他)*(?:部门|单位)?(?:的)?(?:分管|主要|有关|相关)?(?:领导|负责同志|负责人|同志)?(?:担任|任|为)?(?:成员)?(?:组成|构成)?$/;

/** The units that the document names as members of the leading group, and expressions for sets among them. Names of persons are passed over. */
export function findMembers(body: readonly SourceLine[]): MemberNames {
  const units = new Map<string, number>();
  const sets = new Map<string, number>();
  for (const line of body) {
    const plain = flat(line.text);
    let read = 0;
    for (const match of plain.matchAll(opening)) {
      if (match.index < read) continue;
      const from = match.index + match[0].length;
      const stop = plain.slice(from, from + 1_500).search(/[。;\n]|组成|(?<!乡镇|镇|乡|县|村|社区|街道|政府)\((?!街道|市|镇|乡|社区|村|区)/);
      const end = stop < 0 ? Math.min(plain.length, from + 1_500) : from + stop;
      read = end;
      const pieces = splitNames(line.text.slice(from, end).replace(/(?:共同)?组成$/, ''));
      const names = pieces.map((piece) => piece.trim().replace(/等$/, ''));
      const last = names.at(-1);
      if (last !== undefined) names[names.length - 1] = cutTail(last);
      const taken = names.filter((name) => name.length > 1 && (setOf(name) || isUnitName(name)));
      // One name alone, or a list of which most are no units, is no statement of members.
      if (taken.length < 2 || taken.length * 2 < names.length) continue;
      for (const name of taken) {
        if (setOf(name)) sets.set(name, sets.get(name) ?? line.line);
        else units.set(name, units.get(name) ?? line.line);
      }
    }
  }
  return { units: [...units].map(([name, line]) => ({ name, line })), sets: [...sets].map(([expression, line]) => ({ expression, line })) };
}

function cutTail(name: string): string {
  const set = setAt(name);
  if (set && /^等?/.test(name.slice(set.length)) && noise.test(flat(name.slice(set.length)))) return name.slice(0, set.length);
  const cut = name.replace(noise, '').replace(/等(?:相关|有关)?(?:部门|单位)?$/, '');
  return cut.length > 1 ? cut : name;
}
