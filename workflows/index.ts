export { beacon } from './beacon.ts';
export { bell } from './bell.ts';
export { bulletin } from './bulletin.ts';
export { campaign } from './campaign.ts';
export { digest } from './digest.ts';
export { enforcementCase } from './enforcementCase.ts';
export { sweep } from './sweep.ts';
export { task } from './task.ts';
