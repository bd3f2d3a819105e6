import { startApi } from '../api/api.ts';
import { registerRoutes } from '../../api/register/routes.ts';

test('two people registered at once under one user name: one is registered, the other refused', async () => {
  const api = await startApi({ routes: (ledger) => registerRoutes({ ledger, prisma: undefined as never }) });
  const bureau = await api.unit('卫健委', 'department');
  const admin = await api.person('admin', { unitId: bureau, role: 'administrator' });
  const answers = await Promise.all(Array.from({ length: 6 }, () => api.call('POST', '/api/v1/people', { token: admin.token, body: { name: '某', username: 'same' } })));
  console.log(answers.map((a) => [a.status, a.body.code].join()));
  await api.close();
});
