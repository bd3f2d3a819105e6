import type { Workplace } from './workplace.ts';

/** What a measure may know and use while it runs. */
export interface Context {
  /** Shorter and fewer runs: ratios and correctness are judged, absolute figures only printed. */
  readonly quick: boolean;
  /** A line for whoever watches. */
  readonly log: (line: string) => void;
  /** Where its servers and files are. */
  readonly workplace: Workplace;
  /** Work that undoes something (stops a server, removes a folder): done when the measure ends, however it ends, the last registered first; on Ctrl-C as well. */
  readonly afterwards: (undo: () => Promise<void> | void) => void;
}

/** One figure, judged or not. */
export interface Finding {
  readonly what: string;
  /** The figure as people read it, with its unit. */
  readonly seen: string;
  /** What was promised; absent: a figure for information. */
  readonly aim?: string;
  /** Whether the aim was reached; absent: not judged. */
  readonly ok?: boolean;
  /** True: holds on any machine (a ratio, a count, a correctness), so a quick run judges it too. */
  readonly judgedInQuick?: boolean;
  /** Why it fell short, where that is known. */
  readonly why?: string;
}

/** Figures side by side. Every row has as many cells as there are heads. */
export interface Table {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A bar for each label and series; drawn as an SVG beside docs/benchmarks.md. */
export interface Chart {
  /** File name without ending. */
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

/** What a measure answers. */
export interface Section {
  readonly findings: readonly Finding[];
  readonly tables?: readonly Table[];
  readonly charts?: readonly Chart[];
  /** How it was measured and what the figures do not say, a sentence each. */
  readonly notes?: readonly string[];
}

/** One thing that `npm run bench` measures. A throw counts as fallen short and hides none of the others. */
export interface Measure {
  /** As `--only` names it. */
  readonly name: string;
  readonly title: string;
  readonly inQuick: boolean;
  run(context: Context): Promise<Section>;
}
