import { tasksOf } from '../../web/things/offers.ts';

test('a form offers all tasks of a campaign, not the first page of them', async () => {
  const tasks = Array.from({ length: 450 }, (_, index) => ({ id: `t${index}`, number: String(index), content: '工作' }));
  const real = globalThis.fetch;
  globalThis.fetch = async (address) => {
    const asked = new URL(String(address), 'http://x').searchParams;
    const [limit, start] = [Number(asked.get('limit')), Number(asked.get('cursor') ?? 0)];
    return Response.json({ items: tasks.slice(start, start + limit), next: start + limit < tasks.length ? String(start + limit) : null });
  };
  try {
    expect(await tasksOf('c').queryFn()).toEqual(tasks.map(({ id, number, content }) => [id, `${number} ${content}`]));
  } finally {
    globalThis.fetch = real;
  }
});
