import type { FactKind, FactOf } from '../model/fact.ts';
import type { Located } from '../model/rule.ts';

/** What the production picture is drawn from. */
export interface ProductionInput {
  /** All paths of the workspace, those that are not read among them. */
  readonly paths: ReadonlySet<string>;
  /** Facts of a kind in files whose role is `source`, in the order of paths. */
  facts<K extends FactKind>(kind: K): readonly Located<FactOf<K>>[];
  /** Name of the workspace, for the one service that is all of it. */
  readonly workspaceName: string;
}
