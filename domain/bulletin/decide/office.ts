import { beijingDateOf } from '../../calendar/beijing.ts';
import { runningCampaign } from '../../campaign/beginning.ts';
import { sourceOf } from '../../campaign/deadlines.ts';
import type { CampaignState } from '../../campaign/state.ts';
import { isLiving } from '../../org/org.ts';
import { accept, type Decision, refuse } from '../../process/decision.ts';
import type { World } from '../../process/definition.ts';
import { templateInForce } from '../../register/template.ts';
import { newScan } from '../../task/decide/scan.ts';
import type { BulletinCommandOf, DraftBulletin } from '../commands.ts';
import { bulletinDeadline } from '../deadlines.ts';
import type { BulletinFact } from '../facts.ts';
import { bulletinFigures, tasksOf } from '../figures.ts';
import { bulletinNotice } from '../notices.ts';
import { draftedSections } from '../sections.ts';
import type { BulletinContent, BulletinState } from '../state.ts';

type Decided = Decision<BulletinFact>;

/** 拟稿: the figures of the campaign's records and a text from them, for the office to edit; it then has its own limit to sign. */
export function draft(state: BulletinState, command: DraftBulletin, world: World): Decided {
  if (state.version > 0) return refuse('bulletin.exists');
  const below = runningCampaign(world, 'draft');
  if (!below.ok) return below;
  const { campaign } = below;
  const { type: _type, ...asked } = command;
  if (asked.from > asked.until || asked.until > beijingDateOf(world.now)) return refuse('bulletin.dates_disordered', { from: asked.from, until: asked.until });
  const { officeUnitId, groupUnitId, memberUnitIds } = campaign;
  const content: BulletinContent = { ...asked, officeUnitId, groupUnitId, memberUnitIds, source: sourceOf(campaign) };
  const figures = bulletinFigures(tasksOf(world), content, world);
  return accept([{ type: 'bulletinDrafted', ...content, figures, sections: draftedSections(content, figures), sets: [bulletinDeadline('signing', world)] }]);
}

/** The office writes the text itself; the figures stay those of the records. */
export function edit(state: BulletinState, { title, sections }: BulletinCommandOf<'edit'>): Decided {
  const changed = {
    ...(title === undefined || title === state.title ? {} : { title }),
    ...(sections === undefined || JSON.stringify(sections) === JSON.stringify(state.sections) ? {} : { sections }),
  };
  return Object.keys(changed).length === 0 ? refuse('bulletin.nothing_changed') : accept([{ type: 'bulletinEdited', ...changed }]);
}

/** The figures anew, and the text with them where the office has not written its own. */
export function refresh(state: BulletinState, world: World): Decided {
  const figures = bulletinFigures(tasksOf(world), state, world);
  return accept([{ type: 'bulletinRefreshed', figures, ...(state.edited ? {} : { sections: draftedSections(state, figures) }) }]);
}

/** 签发: the next number of the office's series of the year, without gaps; from now on it says what it says. */
export function sign(state: BulletinState, { sealUnitId }: BulletinCommandOf<'sign'>, world: World): Decided {
  if (sealUnitId !== undefined && !isLiving(sealUnitId, world.org, world.now)) return refuse('bulletin.unit_unknown', { unitId: sealUnitId });
  const on = beijingDateOf(world.now);
  const year = on.slice(0, 4);
  const nameOf = (unitId: string): string => world.org.unit(unitId)?.name ?? '';
  const signing = {
    office: nameOf(state.officeUnitId),
    on,
    ...(sealUnitId === undefined ? {} : { sealedBy: nameOf(sealUnitId) }),
    ...templateInForce(state.officeUnitId, 'bulletin', world),
  };
  return accept([], {
    numbered: {
      series: { name: `bulletin:${state.officeUnitId}`, year: Number(year) },
      facts: (n) => [{ type: 'bulletinSigned', number: `通报〔${year}〕${n}号`, ...signing, clears: ['signing'], sets: [bulletinDeadline('issuing', world)] }],
    },
  });
}

/** 盖章件: the scan of the sealed paper is the version in force; another one replaces it for a reason. */
export function attachSealed(state: BulletinState, command: BulletinCommandOf<'attachSealed'>, world: World): Decided {
  const scan = newScan(command, state.scans.at(-1), state.officeUnitId, world);
  return scan.ok ? accept([{ type: 'sealedBulletinAttached', ...scan.scan }]) : scan;
}

/** 印发: the units that it is for, the campaign's members of the day and those it tells of, hear of it and read it from now on; the campaign's rhythm counts on from here. */
export function issue(state: BulletinState, world: World): Decided {
  const { memberUnitIds } = world.parent as CampaignState;
  return accept([{ type: 'bulletinIssued', memberUnitIds, clears: ['issuing'] }], {
    notices: bulletinNotice('bulletinIssued', { ...state, memberUnitIds }, world),
    also: [{ type: 'campaign', id: state.campaignId, command: { type: 'noteBulletin' } }],
  });
}

/** 撤回: a draft or a signed bulletin is not issued; one that was issued is taken back, and its readers hear why. Its number stays used. */
export const withdraw = (state: BulletinState, { reason }: BulletinCommandOf<'withdraw'>, world: World): Decided =>
  accept([{ type: 'bulletinWithdrawn', reason, clears: ['signing', 'issuing'] }], {
    notices: state.stage === 'issued' ? bulletinNotice('bulletinWithdrawn', state, world, reason) : [],
  });
