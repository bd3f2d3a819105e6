import { bulletin } from '../../domain/bulletin/definition.ts';
import { figuresNow } from '../../domain/bulletin/figures.ts';
import type { BulletinStage, BulletinState } from '../../domain/bulletin/state.ts';
import type { Org } from '../../domain/org/org.ts';
import { relationsTo } from '../../domain/policy/relation.ts';
import type { Actor } from '../../domain/process/actor.ts';
import type { Language } from '../http/language.ts';
import { byRef, unitRef } from '../http/reference.ts';
import { iso, isoOrNull } from '../http/time.ts';
import type { Shown } from '../process/resource.ts';
import { presentSteps } from '../register/record.ts';
import { presentDeadlines, presentScan } from '../tasks/presenter.ts';

/** The stages as people call them. */
export const stageNames: Readonly<Record<BulletinStage, { readonly zh: string; readonly en: string }>> = {
  drafted: { zh: '拟稿', en: 'drafted' },
  signed: { zh: '已签发', en: 'signed' },
  issued: { zh: '已印发', en: 'issued' },
  suspended: { zh: '中止', en: 'suspended' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
};

/** A bulletin in a list. */
export function presentBulletinItem(state: BulletinState, org: Org, language: Language) {
  // A bulletin past its first fact has a stage.
  const stage = state.stage as BulletinStage;
  return {
    id: state.id,
    campaignId: state.campaignId,
    kind: state.kind,
    title: state.title,
    number: state.signing?.number ?? null,
    stage,
    stageName: stageNames[stage][language],
    from: state.from,
    until: state.until,
    office: unitRef(state.officeUnitId, org),
    draftedAt: iso(state.draftedAt),
    signedAt: isoOrNull(state.signedAt),
    issuedAt: isoOrNull(state.issuedAt),
    version: state.version,
  };
}

/** Each number with the list that it was counted from. */
function presentFigures({ campaignId, figures }: Pick<BulletinState, 'campaignId' | 'figures'>) {
  const counted = (value: number, filter = '') => ({ value, rows: `/api/v1/campaigns/${campaignId}/tasks?whole=false${filter}` });
  return {
    at: iso(figures.at),
    tasks: counted(figures.tasks - (figures.byStage.cancelled ?? 0), '&cancelled=false'),
    byStage: Object.fromEntries(Object.entries(figures.byStage).map(([stage, value]) => [stage, counted(value, `&stage=${stage}`)])),
    overdue: { ...counted(figures.overdue.length, '&overdue=true'), items: figures.overdue },
    units: figures.units.map(({ unitId, unit, tasks, accepted, cancelled, overdue, percent }) => ({
      unit: { id: unitId, name: unit },
      tasks: counted(tasks - cancelled, `&leadUnitId=${unitId}&cancelled=false`),
      accepted: counted(accepted, `&leadUnitId=${unitId}&stage=accepted`),
      cancelled: counted(cancelled, `&leadUnitId=${unitId}&stage=cancelled`),
      overdue: counted(overdue, `&leadUnitId=${unitId}&overdue=true`),
      percent: percent ?? null,
    })),
    urgingNotices: figures.urgingNotices,
  };
}

/** A bulletin with text, figures and next steps. */
export function presentBulletin(state: BulletinState, { world, language, actors, steps }: Shown) {
  const { org } = world;
  const now = readsAll(state, actors, org) ? figuresNow(state, world) : undefined;
  const scans = state.scans.map((scan) => presentScan(scan, org));
  return {
    ...presentBulletinItem(state, org, language),
    sections: state.sections,
    edited: state.edited,
    figures: presentFigures(state),
    now: now ? presentFigures({ ...state, figures: now }) : null,
    sealedBy: state.signing?.sealedBy ?? null,
    signedBy: state.signedBy ? byRef(state.signedBy, org) : null,
    sealed: scans.at(-1) ?? null,
    formerScans: scans.slice(0, -1),
    withdrawReason: state.withdrawReason ?? null,
    deadlines: presentDeadlines('bulletin', state.deadlines, { ...world, language }),
    allowed: presentSteps('bulletin', steps, language),
  };
}

/** The office and the leading group: whoever sees every unit’s work in the campaign. */
export const readsAll = (state: BulletinState, actors: readonly Actor[], org: Org): boolean =>
  actors.some((actor) => {
    const relations = relationsTo(actor, bulletin.participants(state), org);
    return relations.has('office') || relations.has('leadingGroup');
  });

/** A fact’s data as the asker may read it: what drafts said is for the office and the leading group, the others read what was issued. */
export function discloseFact(data: Readonly<Record<string, unknown>>, state: BulletinState, actors: readonly Actor[], org: Org): Readonly<Record<string, unknown>> {
  if (readsAll(state, actors, org)) return data;
  const { title: _title, sections: _sections, figures: _figures, ...rest } = data;
  return rest;
}
