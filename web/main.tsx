import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { useTranslation } from 'react-i18next';
import { queries } from './api/queries.ts';
import { meQuery } from './api/session.ts';
import { prepareTexts } from './i18n/index.ts';
import { keepWhatIsRead } from './kept/keep.ts';
import { prepareScreens, router } from './router.tsx';
import { keepPages } from './worker/register.ts';

function Console() {
  const { i18n } = useTranslation();
  return (
    <I18nProvider locale={i18n.language === 'en' ? 'en-GB' : 'zh-CN'}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>
  );
}

async function open(): Promise<void> {
  keepWhatIsRead(queries);
  await prepareTexts();
  // Who is signed in is asked before anything is drawn, not after.
  void queries.prefetchQuery(meQuery);
  const root = document.getElementById('root');
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <Console />
    </StrictMode>,
  );
  prepareScreens();
  keepPages();
}

void open();
