import type { Random } from '../random.ts';
import type { Manner } from './acting.ts';
import { launchDrill } from './campaign.ts';
import { CaseStory } from './case-story.ts';
import type { People } from './people.ts';
import type { Story } from './story.ts';
import { taskStories } from './task-story.ts';

export interface LoadOptions {
  readonly random: Random;
  readonly people: People;
  readonly manner: Manner;
  /** Steps begun a second. */
  readonly rate: number;
  /** A campaign is launched at the beginning; its tasks take a third of the steps. */
  readonly campaign: boolean;
}

/** A load under way. */
export interface Load {
  /** Steps begun so far. */
  readonly steps: () => number;
  /** Begins no further step and waits until each begun one knows its outcome or has lost patience. Throws what a step threw. */
  readonly end: () => Promise<void>;
}

/** Steps under way at most: beyond it, while nothing answers, people wait before they try another record. */
const mostUnderWay = 120;
/** Cases that live beside each other at most. */
const mostCases = 80;

/** Begins to play people on cases and tasks, `rate` steps a second whether or not answers come. */
export async function beginLoad({ random, people, manner, rate, campaign }: LoadOptions): Promise<Load> {
  const cases: Story[] = [];
  const tasks: Story[] = campaign ? [...(await taskStories(random.child('tasks'), people, manner, await launchDrill(random.child('launch'), people)))] : [];
  const underWay = new Map<Story, Promise<void>>();
  const failures: unknown[] = [];
  let steps = 0;
  let opened = 0;
  const choose = random.child('choose');
  const begin = (story: Story): void => {
    steps++;
    underWay.set(
      story,
      story
        .step()
        .catch((error: unknown) => void failures.push(error))
        .finally(() => underWay.delete(story)),
    );
  };
  const ready = (stories: readonly Story[]): readonly Story[] => stories.filter((story) => !story.isOver && !underWay.has(story) && story.readyAt <= Date.now());
  const tick = (): void => {
    if (underWay.size >= mostUnderWay) return;
    const waiting = ready(choose.chance(0.35) ? tasks : cases);
    const living = cases.filter((story) => !story.isOver).length;
    if (waiting.length > 0 && (living >= mostCases || choose.chance(0.75))) begin(choose.pick(waiting));
    else if (living < mostCases) {
      const story = new CaseStory(random.child(`case ${opened++}`), choose.pick(people.bodies), choose.pick(people.parties), manner);
      cases.push(story);
      begin(story);
    }
  };
  const timer = setInterval(tick, 1_000 / rate);
  return {
    steps: () => steps,
    end: async () => {
      clearInterval(timer);
      await Promise.all(underWay.values());
      if (failures.length > 0) throw failures[0];
    },
  };
}
