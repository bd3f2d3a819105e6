import { type Role, roles } from '../../domain/process/actor.ts';
import type { TestApi } from './api.ts';
import { lists, pathsOf } from './every-list.ts';
import { openToEveryRole } from './every-role.ts';
import type { District } from './export-district.ts';
import { exportedBy, fileOf, rowsOfFile } from './exported.ts';
import { startResources } from './small-district.ts';

/* Whoever may read a list may take it out, with just the rows and the columns seen in it: every role asks for every list in its three forms. */

let api: TestApi;
let district: District;
let tokens: Readonly<Record<Role, string>>;
const { bytesOf, listed } = exportedBy(() => api);

beforeAll(async () => {
  api = await startResources();
  ({ district, tokens } = await openToEveryRole(api, '云山区'));
});
afterAll(() => api?.close());

describe('a list in its three forms', () => {
  /** The status, and the code of a refusal. */
  const answerOf = (status: number, text: string): string => (status === 200 ? '200' : `${status} ${JSON.parse(text).code}`);

  test.each(roles)('%s: every list is answered alike as JSON, workbook and document, and holds the same rows', async (role) => {
    const token = tokens[role];
    let read = 0;
    for (const [list, tried] of Object.entries(lists)) {
      const { column, of } = tried;
      for (const path of pathsOf(list, tried, district)) {
        const asked = await api.call('GET', path, { token });
        const answer = answerOf(asked.status, asked.text);
        expect([path, answer]).toEqual([path, expect.stringMatching(/^(200|403 policy\.forbidden|404 process\.not_found)$/)]);
        const items = answer === '200' ? await listed(token, path) : [];
        read += items.length;
        for (const ending of ['xlsx', 'docx'] as const) {
          const { status, bytes } = await bytesOf(token, fileOf(path, ending));
          expect([path, ending, answerOf(status, String(bytes))]).toEqual([path, ending, answer]);
          if (status !== 200) continue;
          const [head = [], ...rows] = await rowsOfFile[ending](bytes);
          const place = head.indexOf(column);
          expect([path, ending, place >= 0, rows.map((row) => String(row[place]))]).toEqual([path, ending, true, items.map((item) => String(of(item) ?? ''))]);
        }
      }
    }
    expect(read).toBeGreaterThan(20);
  });

  test('shows what is personal of people to administrators alone, and all else to everybody', async () => {
    const personal = ['用户名', '邮箱', '执法证号'];
    const whole = ['姓名', ...personal, '执法证有效期', '岗位', '状态'];
    const plain = whole.filter((title) => !personal.includes(title));
    for (const role of roles) {
      for (const ending of ['xlsx', 'docx'] as const) {
        const [head, ...rows] = await rowsOfFile[ending]((await bytesOf(tokens[role], `/api/v1/people.${ending}`)).bytes);
        expect([role, head]).toEqual([role, role === 'administrator' ? whole : plain]);
        expect([role, rows.some((row) => row.includes('every-office'))]).toEqual([role, role === 'administrator']);
      }
    }
  });
});
