import { stageNames } from '../../domain/case/rules.ts';
import type { CaseStage } from '../../domain/case/state.ts';
import type { Language } from '../http/language.ts';

/** A case's stage in words; in English the stage is its own word. */
export const stageName = (stage: CaseStage, language: Language): string => (language === 'en' ? stage : stageNames[stage]);
