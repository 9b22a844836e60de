import type { ClaimCounts } from '../model/review.ts';
import type { LocationView, ServiceView } from '../protocol.ts';

export interface ChecklistView {
  readonly service: string;
  readonly folder: string;
  /** All services of the workspace, this one among them. */
  readonly services: readonly ServiceView[];
  readonly profile: ProfileView;
  readonly aspects: readonly AspectView[];
}

/** Something that is known of a service, with who or what says so. */
export interface ToldView {
  readonly value: string;
  readonly because: string;
  readonly at?: LocationView;
  /** Nobody has said it and no file shows it. */
  readonly assumed?: true;
}

/** A service as its descriptor and its files tell. */
export interface ProfileView {
  readonly title?: string;
  readonly description?: string;
  /** `1` critical, `2` standard, `3` experimental. */
  readonly tier: ToldView;
  readonly kind: ToldView;
  /** `design`, `build`, `launch`, `operate`; absent when nobody has said it. */
  readonly phase?: ToldView;
  readonly owner?: ToldView;
  readonly contact?: ToldView;
  readonly rotation?: ToldView;
  /** What it is made of, as far as it changes what is asked. */
  readonly traits: readonly ToldView[];
  /** The file that describes it. */
  readonly descriptor?: LocationView;
}

/** A change of a file of ours; `prr/undo` takes it back while nobody has changed the file since. */
export interface ChangeView {
  readonly folder: string;
  readonly file: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What a person says of a service; `null` takes a field back. */
export interface DescribeParams {
  readonly service: string;
  readonly folder?: string;
  readonly fields: Readonly<{
    tier?: 1 | 2 | 3 | null;
    phase?: 'design' | 'build' | 'launch' | 'operate' | null;
    kind?: 'service' | 'job' | 'website' | 'library' | 'tool' | null;
    owner?: string | null;
    contact?: string | null;
    title?: string | null;
    description?: string | null;
  }>;
}

/** The descriptor of a service, and whether it was made just now. */
export interface DraftedView {
  readonly uri: string;
  readonly created: boolean;
}

export interface AspectView {
  readonly id: string;
  /** Two or three words. */
  readonly name: string;
  /** As the chapter words it. */
  readonly title: string;
  readonly items: readonly ItemView[];
}

export interface ItemView {
  readonly id: string;
  /** A few words. */
  readonly title: string;
  /** What it asks in the service's phase. */
  readonly question: string;
  readonly why: string;
  readonly priority: 'high' | 'medium' | 'low';
  /** The phases in which it is asked, in words. */
  readonly phases: readonly string[];
  /** Whether it is on the list of this service, with the reason either way. */
  readonly included: { readonly value: boolean; readonly because: string };
  readonly guide: string;
  readonly source: string;
  readonly state: 'shown' | 'violated' | 'cannot-tell' | 'not-applicable' | 'unanswered' | 'yes' | 'no';
  /** What the state is called. */
  readonly stateName: string;
  readonly because: string;
  readonly wanted: string;
  /** What must be true for a "yes", each with what decides it. */
  readonly claims: readonly ClaimView[];
  readonly counts: ClaimCounts;
  /** `2 of 3 passed`. */
  readonly progress: string;
  readonly answer?: AnswerView;
  /** A module of the service that shows it by construction. */
  readonly framework?: { readonly name: string; readonly because: string; readonly at: LocationView };
  /** What was said before, oldest first. */
  readonly history: readonly FormerAnswerView[];
  /** What was answered to questions that it took over, oldest first. */
  readonly former: readonly FormerQuestionView[];
  readonly stale?: string;
  /** What of the evidence has changed since the answer. */
  readonly changes: readonly string[];
}

export interface ClaimView {
  readonly id: string;
  readonly text: string;
  readonly verdict: 'shown' | 'violated' | 'cannot-tell' | 'not-applicable' | 'manual';
  /** What a person answered, where the files do not decide it. */
  readonly answered?: 'yes' | 'no';
  readonly stateName: string;
  readonly because: string;
  /** What would show it. */
  readonly ask?: string;
  readonly evidence: readonly EvidenceView[];
  /** Places beyond those in `evidence`. */
  readonly more: number;
}

/** An answer to a question that is asked otherwise now. */
export interface FormerQuestionView {
  readonly title: string;
  readonly question: string;
  readonly answer: FormerAnswerView;
  /** It counts as the answer to the item. */
  readonly counts: boolean;
}

export interface EvidenceView {
  readonly verdict: 'shown' | 'violated' | 'cannot-tell';
  /** The rule or reader. */
  readonly rule: string;
  readonly message: string;
  /** For `cannot-tell`: what would tell. */
  readonly ask?: string;
  readonly at: LocationView;
}

export interface AnswerView {
  readonly answer: 'yes' | 'no' | 'not-applicable';
  readonly reason: string;
  readonly by: string;
  readonly date: string;
  readonly link?: string;
}

export interface FormerAnswerView extends Omit<AnswerView, 'answer'> {
  readonly answer: AnswerView['answer'] | 'none';
}

export interface AnswerParams {
  readonly service: string;
  readonly folder?: string;
  readonly item: string;
  readonly answer: 'yes' | 'no' | 'not-applicable' | 'none';
  readonly reason: string;
  readonly by: string;
  readonly link?: string;
}
