import type { Files } from '../files.ts';
import type { Tree } from '../kustomize/tree.ts';
import type { Deployer, EnvironmentHint } from './release.ts';

/** What an Application is read with. */
export interface ArgoContext {
  readonly files: Files;
  readonly remote: string | undefined;
  readonly reads: readonly string[];
  readonly folder: string;
  readonly file: string;
  readonly kind: 'Application' | 'ApplicationSet';
  /** Names that a generator gives: of clusters, of folders. */
  readonly words: readonly string[];
  /** Why what is rendered may differ. */
  readonly unknowns: readonly string[];
}

/** One source of an Application. */
export interface Reading {
  readonly source: Tree;
  readonly sources: readonly Tree[];
  readonly spec: Tree | undefined;
  readonly deployer: Deployer;
  readonly environment: EnvironmentHint;
  readonly context: ArgoContext;
}
