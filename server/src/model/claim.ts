import type { FactKind, FactOf } from './fact.ts';
import type { Environment, ProductionPicture } from './production.ts';
import type { ServiceProfile } from './profile.ts';
import type { Located } from './rule.ts';
import type { Service } from './service.ts';
import type { Related, Verdict } from './site.ts';

/**
 * A sentence that files can show or refute: an item of the checklist is a conjunction of claims.
 * One that neither rules nor a reader decide is answered by people.
 */
export interface Claim {
  /** Unique in its item; answers to a single claim keep it. */
  readonly id: string;
  /** A statement that is good when true: `SIGTERM reaches the process`. */
  readonly text: string;
  /** Rules whose sites decide it. */
  readonly checks: readonly string[];
  /** Id of the reader that decides it. */
  readonly reader?: string;
  /** What is asked where its rules find nothing to judge, though other claims of the item passed; without it, it does not apply. */
  readonly absent?: string;
}

/** What a reader says of a claim for one service. */
export interface ClaimReading {
  /** `not-applicable`: there is nothing of the kind that the claim is about. */
  readonly verdict: Verdict | 'not-applicable';
  /** One sentence without a full stop, with the value: `Deployment web runs 3 replicas in production`. */
  readonly because: string;
  /** For `cannot-tell`: what would show it, as a precise question or instruction. */
  readonly ask?: string;
  /** The lines that show it, each with words; empty only where nothing was found. */
  readonly places: readonly Related[];
}

/** What a reader sees of one service. */
export interface ServiceView {
  readonly service: Service;
  readonly profile: ServiceProfile;
  readonly picture: ProductionPicture;
  /** Facts that belong to the service; of manifests those of all environments. */
  own<K extends FactKind>(kind: K): readonly Located<FactOf<K>>[];
  /** Facts of the whole workspace. */
  inWorkspace<K extends FactKind>(kind: K): readonly Located<FactOf<K>>[];
  /** Facts of all files, those of tests, tools and examples among them. */
  anywhere<K extends FactKind>(kind: K): readonly Located<FactOf<K>>[];
  /** The day for which it is read, as `2026-11-30`: readers look at no clock. */
  readonly today: string;
  /** Where a manifest takes effect; `production` unless its path, namespace or name says otherwise. */
  environmentOf(hints: { file: string; namespace?: string | undefined; name?: string | undefined }): Environment;
}

/** Decides one claim from files. It never passes on a name, a comment or the absence of something. */
export interface ClaimReader {
  /** Unique; the claims of checklists name it. Kebab case, says the good state: `replicas-redundant`. */
  readonly id: string;
  /** What it looks at, for *how is this decided*: one sentence. */
  readonly looks: string;
  read(view: ServiceView): ClaimReading;
}
