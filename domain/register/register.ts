import { mayCommand } from '../policy/policy.ts';
import type { Decision } from '../process/decision.ts';
import { refuse } from '../process/decision.ts';
import type { AllowedStep, Definition, Needs, Participant, ProcessState, RegisterType, World } from '../process/definition.ts';
import type { FactBase, Recorded } from '../process/fact.ts';
import type { RefusalCode } from '../refusals.ts';

interface Command {
  readonly type: string;
}
type Of<C extends Command, T extends C['type']> = Extract<C, { readonly type: T }>;

/** One step on a register's record: what stands against it whatever its content, and what it decides. */
interface Step<S, C, F extends FactBase> {
  readonly blocked?: (state: S, world: World) => RefusalCode | undefined;
  readonly decide: (state: S, command: C, world: World) => Decision<F>;
}

interface Parts<S extends ProcessState, C extends Command, F extends FactBase, New extends C['type']> {
  readonly type: RegisterType;
  readonly initial: (id: string) => S;
  readonly evolve: (state: S, recorded: Recorded<F>) => S;
  /** The command that brings the record into being. */
  readonly create: {
    readonly type: New;
    /** What stands against it where there is a record already; without it every record does, with `register.exists`. */
    readonly again?: (state: S) => RefusalCode | undefined;
    readonly decide: (state: S, command: Of<C, New>, world: World) => Decision<F>;
  };
  readonly steps: { readonly [T in Exclude<C['type'], New>]: Step<S, Of<C, T>, F> };
  readonly participants: (state: S) => readonly Participant[];
  readonly sealed?: Definition['sealed'];
  readonly needs?: (command: C, state: S) => Needs;
}

// In force, or ended (kept for ever).
const registerStages = ['current', 'ended'] as const;

/**
 * A register's definition from its parts: a record without workflow and deadlines. A creating command on an existing record is refused with `register.exists` (or by the record's own rule),
 * any other on a missing one with `process.not_found`; `allowed` asks the rule table and each step's own `blocked`.
 */
export function defineRegister<S extends ProcessState, C extends Command, F extends FactBase, New extends C['type']>(parts: Parts<S, C, F, New>): Definition<S, C, F> {
  const steps: Readonly<Record<string, Step<S, C, F> | undefined>> = parts.steps as never;
  return {
    type: parts.type,
    stages: registerStages,
    initial: parts.initial,
    evolve: parts.evolve,
    decide: (state, command, world) => {
      if (command.type === parts.create.type) {
        const { again = () => 'register.exists', decide } = parts.create;
        const against = state.version > 0 ? again(state) : undefined;
        return against ? refuse(against) : decide(state, command as Of<C, New>, world);
      }
      const step = Object.hasOwn(steps, command.type) ? steps[command.type] : undefined;
      if (!step) return refuse('process.unknown_command', { command: command.type });
      if (state.version === 0) return refuse('process.not_found');
      const blocked = step.blocked?.(state, world);
      return blocked ? refuse(blocked) : step.decide(state, command, world);
    },
    needs: (command, state) => parts.needs?.(command, state) ?? {},
    allowed: (state, world) => allowedSteps(parts.type, steps, state, parts.participants(state), world),
    participants: parts.participants,
    settled: () => false,
    // No workflow waits for a register's record, so none has to be kept running.
    closed: () => true,
    sealed: parts.sealed ?? {},
  };
}

function allowedSteps<S extends ProcessState>(
  type: RegisterType,
  steps: Readonly<Record<string, { readonly blocked?: (state: S, world: World) => RefusalCode | undefined } | undefined>>,
  state: S,
  participants: readonly Participant[],
  world: World,
): readonly AllowedStep[] {
  const allowed: AllowedStep[] = [];
  for (const [command, step] of Object.entries(steps)) {
    if (!step || mayCommand(world.actor, type, command, participants, world.org) !== true) continue;
    const reason = step.blocked?.(state, world);
    allowed.push(reason ? { type: command, ok: false, reason } : { type: command, ok: true });
  }
  return allowed;
}

/** The fields of `change` that are given and differ from the record; undefined when nothing would change. */
export function differences<S extends object, K extends keyof S>(
  state: S,
  change: { readonly [P in K]?: S[P] | undefined },
  fields: readonly K[],
): { readonly [P in K]?: S[P] } | undefined {
  const changed: { -readonly [P in K]?: S[P] } = {};
  for (const field of fields) {
    const value = change[field];
    if (value !== undefined && JSON.stringify(value) !== JSON.stringify(state[field])) changed[field] = value;
  }
  return Object.keys(changed).length > 0 ? changed : undefined;
}
