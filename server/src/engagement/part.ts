import type * as z from 'zod';
import type { Guide } from '../guide/guide.ts';
import type { WorkspaceIndex } from '../index/workspace-index.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { PartId, PartView } from '../model/engagement.ts';
import type { LinePlace } from '../model/line-place.ts';
import type { Problem } from '../model/problem.ts';
import type { Rule } from '../model/rule.ts';
import type { Service } from '../model/service.ts';
import type { Finding } from '../model/site.ts';
import type { Place } from '../model/span.ts';
import type { RecordedExport } from '../review/exports.ts';
import type { PlacedNote } from '../review/notes/note-placements.ts';
import type { Portrait } from '../review/portrait.ts';
import type { ServiceReview } from '../review/review.ts';
import type { FormatName, Said, Written } from './formats.ts';
import type { Postmortem } from '../documents/postmortems/postmortems.ts';

/** All that a part of the engagement may look at. */
export interface PartInput {
  readonly service: Service;
  /** All services of the workspace. */
  readonly services: readonly Service[];
  readonly review: ServiceReview;
  readonly portrait: Portrait;
  /** Notes of this service and of none. */
  readonly notes: readonly PlacedNote[];
  /** What people wrote, under the service's name or, where there is none, under a former one. */
  readonly said: Said;
  /** Mistakes in the files that `said` was read from. */
  readonly problems: readonly Problem[];
  /** What was exported before, oldest first. */
  readonly exports: readonly RecordedExport[];
  readonly index: Pick<
    WorkspaceIndex,
    'servicesOf' | 'ownersOf' | 'paths' | 'files' | 'ofService' | 'inWorkspace' | 'onPath' | 'production'
  >;
  readonly knowledge: Pick<Knowledge, 'forLibrary'>;
  readonly rules: readonly Rule[];
  readonly guide: Guide;
  /** ISO date. */
  readonly today: string;
  /** SREs may take the pager, or advice is all that is given. */
  readonly mode: 'takeover' | 'voluntary';
  /** What this branch is compared with; absent where no base is set, or it could not be read. */
  readonly branch?: Branch;
  /** The text of a file of the workspace; undefined where it cannot be read. */
  text(file: string): Promise<string | undefined>;
  lineOf(place: Place): Promise<LinePlace>;
  /** The portrait of another service, without what its description says. */
  portraitOf(service: Service): Portrait;
  /** All postmortems of the workspace, newest first; read when first asked for, and once. */
  postmortems(): Promise<readonly Postmortem[]>;
  /** The review of another service: dear, so only where it is needed. */
  reviewOf(service: Service): Promise<ServiceReview>;
  /** What people wrote of another service. */
  saidOf(service: Service): Promise<Said>;
}

/** The base of a branch, and which findings it has not. */
export interface Branch {
  readonly since: string;
  newOnly(findings: readonly Finding[]): Promise<readonly Finding[]>;
}

/** A change of one key of a file, by its path; `undefined` removes. A list grows by setting the index behind its last. */
export interface Edit {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
}

export interface Who {
  readonly by: string;
  /** ISO date of today. */
  readonly date: string;
  readonly service: string;
}

/** What an action writes: one file, changed from what is in it at that moment, under the lock. */
export interface Change<F extends FormatName = FormatName, V extends z.ZodType = z.ZodType> {
  readonly format: F;
  /** Shape of the values that the form sends; all are text, a field that was left empty is absent. */
  readonly values: V;
  /** The file's name, for formats with several files a folder: an improvement's id, a rotation's name. */
  name?(values: z.output<V>): string;
  /** Throws an Error with a sentence for people where it cannot be done. */
  edit(now: Written<F>, values: z.output<V>, who: Who): readonly Edit[];
}

/** Makes a change with its types joined. */
export function change<F extends FormatName, V extends z.ZodType>(spec: Change<F, V>): Change {
  return spec as unknown as Change;
}

/** One part of the engagement. */
export interface PartModule {
  readonly id: PartId;
  /** Changes by the second half of the action's id: `answer` for `advice.answer`. */
  readonly actions: Readonly<Record<string, Change>>;
  show(input: PartInput): Promise<PartView>;
}
