const daily = () => import('./parts/daily.ts');
const campaign = () => import('./parts/campaign.ts');
const records = () => import('./parts/records.ts');

/**
 * The console's pages by address. They come in three parts of script: few requests on the first opening, and what is opened every day is read at once.
 * Nothing else stands here, so that the part that an address needs is asked for before anything is run.
 */
export const screens = {
  '/': async () => (await daily()).Workbench,
  '/notifications': async () => (await daily()).Notifications,
  '/campaigns': async () => (await daily()).Campaigns,
  '/campaigns/$id': async () => (await campaign()).Campaign,
  '/campaigns/$id/report': async () => (await campaign()).Report,
  '/plans': async () => (await daily()).Plans,
  '/plans/$id': async () => (await campaign()).Plan,
  '/tasks': async () => (await daily()).Tasks,
  '/tasks/$id': async () => (await daily()).Task,
  '/cases': async () => (await daily()).Cases,
  '/cases/new': async () => (await daily()).NewCase,
  '/cases/$id': async () => (await daily()).Case,
  '/escalations': async () => (await daily()).Escalations,
  '/chasing': async () => (await daily()).Chasing,
  '/account': async () => (await records()).Account,
  '/figures': async () => (await records()).Figures,
  '/records': async () => (await records()).Records,
  '/administration/deliveries': async () => (await records()).Deliveries,
  '/administration/import': async () => (await records()).OrgImport,
  '/administration/calendar': async () => (await records()).Calendar,
  '/administration/ladders': async () => (await records()).Ladders,
  '/administration/tokens': async () => (await records()).Tokens,
  '/administration/$things': async () => (await records()).Register,
  '/administration/$things/$id': async () => (await records()).RegisterEntry,
  '/meetings/$id': async () => (await records()).Meeting,
  '/supervisions/$id': async () => (await records()).Supervision,
  '/indicators/$id': async () => (await records()).Indicator,
  '/surveys/$id': async () => (await records()).Survey,
  '/bulletins/$id': async () => (await records()).Bulletin,
  '/evaluations/$id': async () => (await records()).Evaluation,
  '/assessments/$id': async () => (await records()).Assessment,
  '/consultations': async () => (await records()).Consultations,
  '/consultations/$id': async () => (await records()).Consultation,
} as const;

export type Address = keyof typeof screens;
export const addresses = Object.keys(screens) as readonly Address[];
