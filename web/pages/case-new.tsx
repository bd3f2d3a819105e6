import { schemas } from 'duban:schemas';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ask } from '../api/client.ts';
import { SchemaForm } from '../steps/form.tsx';
import { narrowed } from '../steps/schema.ts';
import { Page } from '../ui/page.tsx';

/** What an inspector says at the door; limits and ladders of one case alone are for the API. */
const asked = ['partyId', 'title', 'source', 'complainant', 'note'];

/** 立案登记. */
export function Screen() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  return (
    <Page title={t('cases.new')} above={<Link to="/cases">{t('nav.cases')}</Link>} lead={t('cases.newLead')}>
      <div className="card">
        <SchemaForm
          schema={narrowed(schemas.NewCase ?? {}, asked)}
          submitName={t('steps.submit')}
          send={async (body, key) => {
            const { id } = await ask<{ readonly id: string }>('POST', '/api/v1/cases', body, { 'Idempotency-Key': key });
            await client.invalidateQueries();
            await navigate({ to: '/cases/$id', params: { id } });
          }}
        />
      </div>
    </Page>
  );
}
