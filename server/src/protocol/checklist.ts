import type { LocationView, ServiceView } from '../protocol.ts';

export interface ChecklistView {
  readonly service: string;
  readonly folder: string;
  /** All services of the workspace, this one among them. */
  readonly services: readonly ServiceView[];
  readonly aspects: readonly AspectView[];
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
  readonly question: string;
  readonly why: string;
  readonly guide: string;
  readonly source: string;
  readonly state: 'shown' | 'violated' | 'cannot-tell' | 'not-applicable' | 'unanswered' | 'yes' | 'no';
  readonly because: string;
  /** A person's word counts for this item: it has no checks, or they show a part only. */
  readonly answerable: boolean;
  readonly wanted: string;
  readonly evidence: readonly EvidenceView[];
  /** Sites beyond those in `evidence`. */
  readonly more: number;
  readonly answer?: AnswerView;
  readonly stale?: string;
}

export interface EvidenceView {
  readonly verdict: 'shown' | 'violated' | 'cannot-tell';
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

export interface AnswerParams {
  readonly service: string;
  readonly folder?: string;
  readonly item: string;
  readonly answer: 'yes' | 'no' | 'not-applicable' | 'none';
  readonly reason: string;
  readonly by: string;
  readonly link?: string;
}
