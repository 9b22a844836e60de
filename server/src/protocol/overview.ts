import type { ServiceView } from '../protocol.ts';
import type { ClaimCounts } from '../model/review.ts';
import type { CommonView, DrawingView } from './picture.ts';

/** What the overview page shows: one service, or the list of all. */
export interface OverviewView {
  /** `reading` while the workspace is read, or why it could not be. */
  readonly state: 'reading' | 'ready' | 'failed';
  readonly failure?: string;
  /** All services, with what a list of many needs. */
  readonly services: readonly ServiceRow[];
  /** The service that was asked for, or the only one. */
  readonly chosen?: ChosenService;
  /** A service was asked for and is not there. */
  readonly missing?: string;
  /** What the services are together, folder by folder, where none was chosen. */
  readonly systems?: readonly SystemView[];
  /** Charts that releases install and that are not in the workspace; absent for one of several services. */
  readonly charts?: readonly ChartView[];
}

/** A chart that is not in the workspace, and the releases that install it. */
export interface ChartView {
  readonly chart: string;
  readonly releases: readonly string[];
}

/** What the services of a folder are together. */
export interface SystemView {
  readonly folder: string;
  /** Its name for people, where there are several folders. */
  readonly folderName?: string;
  readonly drawing: DrawingView;
  readonly dependencies: readonly SystemDependency[];
  /** Targets that were not found, by service. */
  readonly unknown: readonly { readonly service: string; readonly targets: readonly string[] }[];
  readonly common: CommonView;
}

/** Something that services depend on and that is none of them. */
export interface SystemDependency {
  readonly name: string;
  readonly kind: string;
  readonly users: readonly string[];
  /** What descriptors say of it. */
  readonly owner?: string;
  readonly hard?: boolean;
  /** Its objective, where one is written: `99.9 %`. */
  readonly goal?: string;
  /** No descriptor of its users names it. */
  readonly undeclared: boolean;
}

export interface ServiceRow extends ServiceView {
  /** `1`, `2`, `3`; absent where it is assumed. */
  readonly tier?: string;
  readonly phase?: string;
  readonly owner?: string;
  /** Findings that are not ignored. */
  readonly findings: number;
  /** Its checklist, claim by claim. */
  readonly claims: ClaimCounts;
}

export interface ChosenService {
  readonly service: string;
  /** URI of the workspace folder; places are relative to it. */
  readonly folder: string;
  /** The file that describes it, relative to the folder. */
  readonly descriptor?: string;
  readonly summary: OverviewSummary;
}

/** A place in a workspace folder; lines from 1. */
export interface PlaceView {
  readonly file: string;
  readonly line: number;
}

/** What the overview shows of a summary. */
export interface OverviewSummary {
  readonly service: { readonly title?: string | undefined };
  readonly about: { readonly text: string; readonly described: boolean };
  readonly profile: readonly ProfileFieldView[];
  readonly readiness: { readonly words: string; readonly because: readonly string[] };
  readonly aspects: readonly AspectCounts[];
  readonly next: readonly StepView[];
  /** Worst first. */
  readonly risks: readonly RiskView[];
  readonly notes: readonly OverviewNote[];
  readonly decisions: readonly DecisionView[];
  readonly changes: {
    readonly text: string;
    readonly changes: readonly {
      readonly direction: 'better' | 'worse' | 'known' | 'other';
      readonly text: string;
      readonly item?: string | undefined;
    }[];
  };
  readonly coverage: { readonly unread: readonly object[] };
}

export interface ProfileFieldView {
  readonly field: 'owner' | 'tier' | 'phase' | 'kind' | 'contact' | 'rotation';
  readonly value?: string | undefined;
  readonly because: string;
  readonly assumed: boolean;
  readonly place?: PlaceView | undefined;
}

export interface AspectCounts {
  readonly id: string;
  readonly name: string;
  readonly claims: ClaimCounts;
}

export interface StepView {
  readonly kind: 'describe' | 'refresh' | 'fix' | 'answer' | 'reply' | 'export' | 'advance';
  readonly title: string;
  readonly because: string;
  readonly item?: string | undefined;
  readonly field?: string | undefined;
  readonly place?: PlaceView | undefined;
}

export interface RiskView {
  readonly id: string;
  readonly from: 'item' | 'note' | 'rule';
  readonly harm?: 'outage' | 'errors' | 'repair' | undefined;
  /** Who noted it. */
  readonly by?: string | undefined;
  readonly title: string;
  readonly feel: string;
  /** How the first place reaches people. */
  readonly path: {
    readonly by: 'request' | 'every-request' | 'message' | 'none';
    /** Where the request comes in, then each call. */
    readonly steps: readonly { readonly text: string; readonly place: PlaceView }[];
  };
  readonly remedy: string;
  readonly effort: { readonly kind: string; readonly words: string };
  readonly guide?: string | undefined;
  readonly places: readonly { readonly message: string; readonly place: PlaceView; readonly fix: boolean }[];
  readonly accepted?: { readonly by: string; readonly date: string; readonly reason: string } | undefined;
}

export interface OverviewNote {
  readonly id: string;
  readonly kind: string;
  readonly state: 'open' | 'resolved';
  readonly place?: PlaceView | undefined;
  readonly lost: boolean;
  readonly comments: readonly { readonly by: string; readonly date: string; readonly text: string }[];
}

export interface DecisionView {
  readonly text: string;
  readonly outcome: 'decided' | 'no' | 'not-applicable';
  readonly reason?: string | undefined;
  readonly by: string;
  readonly date: string;
  readonly item?: string | undefined;
  readonly place?: PlaceView | undefined;
}
