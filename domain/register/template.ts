import { isLiving } from '../org/org.ts';
import { accept, type Refusal, refuse } from '../process/decision.ts';
import type { ProcessState, World } from '../process/definition.ts';
import { strangeEvidence } from '../process/evidence.ts';
import type { FactBase } from '../process/fact.ts';
import type { Instant } from '../process/time.ts';
import { keepsFor } from './keeping.ts';
import { type DocumentKind, type FoundPlaceholder, refusePlaceholders } from './placeholders.ts';
import { defineRegister } from './register.ts';

/** One edition (版次) of a template: the file that was put in force, by its attachment and its content. */
export interface TemplateFile {
  /** From 1, counted on through every revision and after a retirement. */
  readonly edition: number;
  readonly evidence: string;
  readonly sha256: string;
}

/** 公文模板: an office's own file for one kind of document, in its editions. */
export interface TemplateState extends ProcessState {
  readonly unitId: string;
  readonly kind: DocumentKind;
  readonly name: string;
  /** Every edition ever in force, the last one at the end. */
  readonly editions: readonly (TemplateFile & { readonly at: Instant })[];
}

/** What a signed document keeps of the template in force that day: it is written with this edition for ever. */
export interface UsedTemplate {
  readonly templateId: string;
  readonly edition: number;
  readonly sha256: string;
}

/** `placeholders`: the names in braces that were read from the file. */
interface Given {
  readonly evidence: string;
  readonly placeholders: readonly FoundPlaceholder[];
}
export type TemplateCommand =
  | ({ readonly type: 'putInForce'; readonly unitId: string; readonly kind: DocumentKind; readonly name: string } & Given)
  | ({ readonly type: 'revise'; readonly reason: string } & Given)
  | { readonly type: 'retire'; readonly reason: string };

interface TemplatePutInForce extends FactBase, TemplateFile {
  readonly type: 'templatePutInForce';
  readonly unitId: string;
  readonly kind: DocumentKind;
  readonly name: string;
}
interface TemplateRevised extends FactBase, TemplateFile {
  readonly type: 'templateRevised';
  readonly reason: string;
}
interface TemplateRetired extends FactBase {
  readonly type: 'templateRetired';
  readonly reason: string;
}
export type TemplateFact = TemplatePutInForce | TemplateRevised | TemplateRetired;

const marks: Readonly<Record<DocumentKind, number>> = { urgingNotice: 0x6a17_c3e5, bulletin: 0x93f2_085b, minutes: 0x2cd4_be91, workSummary: 0xe548_712d };

/**
 * The one id of a unit's template for a kind of document, so that two cannot be in force side by side and a signature finds it without searching: the unit's id as a
 * version-8 UUID with the kind's mark in its first eight digits.
 */
export function templateId(unitId: string, kind: DocumentKind): string {
  const first = (Number.parseInt(unitId.slice(0, 8), 16) ^ marks[kind]) >>> 0;
  return `${first.toString(16).padStart(8, '0')}${unitId.slice(8, 14)}8${unitId.slice(15)}`;
}

/** The template that a document of the office is written with if it is signed now; `needs` has asked for `templateId`. */
export function templateInForce(unitId: string, kind: DocumentKind, { processes }: Pick<World, 'processes'>): { readonly template?: UsedTemplate } {
  const state = processes.get(templateId(unitId, kind)) as TemplateState | undefined;
  const last = state?.stage === 'current' ? state.editions.at(-1) : undefined;
  return state && last ? { template: { templateId: state.id, edition: last.edition, sha256: last.sha256 } } : {};
}

/** The next edition from a file that was given; refused where it is not the asker's, or not fit for the kind. */
function nextEdition(state: TemplateState, kind: DocumentKind, { evidence, placeholders }: Given, world: World): { readonly ok: true; readonly file: TemplateFile } | Refusal {
  const strange = strangeEvidence([evidence], world);
  if (strange) return strange;
  const refused = refusePlaceholders(kind, placeholders);
  if (refused) return refused;
  // strangeEvidence has seen that it is there.
  const sha256 = world.attachments.get(evidence)?.sha256 ?? '';
  return { ok: true, file: { edition: (state.editions.at(-1)?.edition ?? 0) + 1, evidence, sha256 } };
}

const retired = (state: TemplateState): 'template.retired' | undefined => (state.stage === 'ended' ? 'template.retired' : undefined);

/** A template: put in force by the office for itself or by an administrator, revised, retired, put in force again. */
export const template = defineRegister<TemplateState, TemplateCommand, TemplateFact, 'putInForce'>({
  type: 'template',
  initial: (id) => ({ id, version: 0, stage: '', since: 0, deadlines: [], unitId: '', kind: 'urgingNotice', name: '', editions: [] }),
  participants: (state) => [{ unitId: state.unitId, as: 'lead' }],
  needs: (command) => ('evidence' in command ? { attachments: [command.evidence] } : {}),
  create: {
    type: 'putInForce',
    again: (state) => (state.stage === 'current' ? 'template.in_force' : undefined),
    decide: (state, command, world) => {
      const { unitId, kind, name } = command;
      const { actor, org, now } = world;
      if (!isLiving(unitId, org, now)) return refuse('unit.unknown');
      if (!keepsFor(actor, unitId)) return refuse('template.not_your_unit');
      if (state.id !== templateId(unitId, kind)) return refuse('process.not_found');
      const next = nextEdition(state, kind, command, world);
      return next.ok ? accept([{ type: 'templatePutInForce', unitId, kind, name, ...next.file }]) : next;
    },
  },
  steps: {
    revise: {
      blocked: retired,
      decide: (state, command, world) => {
        const next = nextEdition(state, state.kind, command, world);
        if (!next.ok) return next;
        if (state.editions.at(-1)?.sha256 === next.file.sha256) return refuse('template.unchanged');
        return accept([{ type: 'templateRevised', ...next.file, reason: command.reason }]);
      },
    },
    retire: { blocked: retired, decide: (_, { reason }) => accept([{ type: 'templateRetired', reason }]) },
  },
  evolve: (state, { fact, at }) => {
    switch (fact.type) {
      case 'templatePutInForce': {
        const { unitId, kind, name, edition, evidence, sha256 } = fact;
        return { ...state, unitId, kind, name, editions: [...state.editions, { edition, evidence, sha256, at }], stage: 'current' };
      }
      case 'templateRevised': {
        const { edition, evidence, sha256 } = fact;
        return { ...state, editions: [...state.editions, { edition, evidence, sha256, at }] };
      }
      case 'templateRetired':
        return { ...state, stage: 'ended' };
    }
  },
});
