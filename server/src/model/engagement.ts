import type { LinePlace } from './line-place.ts';

/** Where an engagement stands; `design/lifecycle` of the two sources: nothing is blocked by it. */
export const engagementStates = [
  'self-supported',
  'consulted',
  'candidate',
  'early',
  'engagement',
  'analysis',
  'improvements',
  'training',
  'onboarding',
  'onboarded',
  'platform',
  'disengaged',
] as const;
export type EngagementState = (typeof engagementStates)[number];

/** The parts of an engagement, in the order in which a page shows them. */
export const partIds = [
  'advice',
  'agreement',
  'analysis',
  'plan',
  'training',
  'handover',
  'trend',
  'early',
  'platform',
  'shared',
  'oncall',
] as const;
export type PartId = (typeof partIds)[number];

/** How a part or a line stands: `attention` wants somebody, `open` is not said yet, `none` does not matter here. */
export type Tone = 'good' | 'bad' | 'attention' | 'open' | 'none';

/** One thing that a person may say or decide here, as a form of few fields; what is known is filled in. */
export interface Action {
  /** `advice.answer`: the key of the change in `PartModule.actions`. */
  readonly id: string;
  /** The button: `Say how it grew`. */
  readonly title: string;
  /** Values that are fixed by where the button stands. */
  readonly values: Readonly<Record<string, string>>;
  /** The values are what the page shows as a whole, which no person types: a command takes them from the page. */
  readonly ofPage?: true;
  readonly fields: readonly Field[];
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'long' | 'date' | 'choice' | 'number';
  /** For `choice`: few, in words. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** What is known already. */
  readonly value?: string;
  readonly optional?: true;
  /** For what an optional field is needed all the same; a phrase behind its label: `needed to decline`. */
  readonly needed?: string;
  /** One line below the field. */
  readonly help?: string;
}

/** Words with what they rest on. */
export interface Cell {
  readonly text: string;
  readonly tone?: Tone;
  readonly at?: LinePlace;
  /** A page of the Guide, with an optional `#heading`. */
  readonly guide?: string;
  /** A checklist item. */
  readonly item?: string;
  /** A web address. */
  readonly link?: string;
  /** Why, in one sentence or several. */
  readonly because?: string;
}

/** What a part shows, from top to bottom. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  /** A paragraph of plain text. */
  | { readonly kind: 'text'; readonly text: string; readonly tone?: Tone }
  | {
      readonly kind: 'list';
      readonly rows: readonly Row[];
      /** The exported page takes it too, as a table with this caption: its reader has ten minutes. */
      readonly inSummary?: string;
    }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly TableRow[];
      /** The exported page takes it too: its reader has ten minutes. */
      readonly inSummary?: true;
    }
  | { readonly kind: 'code'; readonly language: string; readonly text: string }
  /** Lines over time: one point a label, in the order of time; null where nothing is known. */
  | {
      readonly kind: 'chart';
      readonly caption: string;
      readonly labels: readonly string[];
      readonly lines: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
    }
  /** Nodes with arrows, drawn in columns. */
  | {
      readonly kind: 'graph';
      readonly caption: string;
      readonly nodes: readonly {
        readonly id: string;
        readonly label: string;
        readonly column: number;
        readonly look?: 'self' | 'known' | 'outside';
      }[];
      readonly edges: readonly { readonly from: string; readonly to: string; readonly label?: string }[];
    }
  | { readonly kind: 'actions'; readonly actions: readonly Action[] };

export interface Row extends Cell {
  readonly actions?: readonly Action[];
}

export interface TableRow {
  readonly cells: readonly Cell[];
  readonly actions?: readonly Action[];
}

/** A text that is made from what is known: a draft to take away. */
export interface DraftDocument {
  /** `openslo`, `github`: unique in its part. */
  readonly id: string;
  readonly title: string;
  readonly fileName: string;
  /** The editor's language id. */
  readonly language: string;
  readonly text: string;
}

/** One part of a service's engagement as a person sees it; plain data, the same for the same state. */
export interface PartView {
  readonly id: PartId;
  readonly title: string;
  /** One sentence: where this part stands. */
  readonly standing: string;
  readonly tone: Tone;
  /** Page of the Guide. */
  readonly guide: string;
  /** The file that keeps what people said, whether it is there or not. */
  readonly file: string;
  readonly blocks: readonly Block[];
  readonly documents: readonly DraftDocument[];
  /** What is useful next in this part, most useful first, with why; the first of all parts' is shown on top. */
  readonly next: readonly PartStep[];
  /** States that this part speaks for. */
  readonly moves?: readonly { readonly to: EngagementState; readonly because: string }[];
}

export interface PartStep {
  /** In the imperative. */
  readonly title: string;
  readonly because: string;
  /** Smaller is more urgent: 1 users are hurt now, 2 somebody waits, 3 the engagement goes on with it, 4 good to have. */
  readonly weight: 1 | 2 | 3 | 4;
  readonly action?: Action;
  /** The checklist item where it is done. */
  readonly item?: string;
}

/** The engagement of a service, whole. */
export interface EngagementView {
  readonly service: string;
  readonly title: string;
  readonly state: EngagementState;
  /** In words: `Self-supported`. */
  readonly stateTitle: string;
  /** What the state means, and since when by whom. */
  readonly standing: string;
  readonly file: string;
  /** Moves that the facts suggest, with their reasons, and the form that records each. */
  readonly moves: readonly {
    readonly to: EngagementState;
    readonly title: string;
    readonly because: string;
    readonly action: Action;
  }[];
  /** Records any state, or takes the last record back. */
  readonly actions: readonly Action[];
  /** The way so far, oldest first. */
  readonly history: readonly {
    readonly state: EngagementState;
    readonly title: string;
    readonly since: string;
    readonly by: string;
    readonly reason?: string;
  }[];
  /** What was agreed for which day and is still to come, or late: the next first. */
  readonly dates: readonly { readonly date: string; readonly what: string; readonly who?: string }[];
  /** The most useful steps of all parts. */
  readonly next: readonly (PartStep & { readonly part: PartId })[];
  readonly parts: readonly PartView[];
  /** Somebody has written something of it down. */
  readonly written: boolean;
  /** Mistakes in the files of the engagement. */
  readonly problems: readonly string[];
}
