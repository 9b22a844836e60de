import type { Renderings } from '../index/renderings.ts';
import type { WorkspaceIndex } from '../index/workspace-index.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Logger } from '../model/logger.ts';
import type { Rule } from '../model/rule.ts';
import type { Service } from '../model/service.ts';
import type { Finding, Site } from '../model/site.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Settings } from '../settings.ts';

/** What the review sees of the core. */
export interface ReviewCore {
  readonly workspace: Workspace;
  readonly live: {
    readonly complete: boolean;
    readonly index: Omit<WorkspaceIndex, 'set' | 'add' | 'remove' | 'touch' | 'list' | 'declare'>;
    readonly renderings: Pick<Renderings, 'isUndeployed'>;
    readonly texts: number;
    changedAt(file: string): number;
    text(file: string): Promise<string | undefined>;
  };
  readonly knowledge: Pick<Knowledge, 'forLibrary'>;
  readonly rules: readonly Rule[];
  readonly settings: Pick<Settings, 'rules'>;
  readonly logger: Logger;
  today(): string;
  services(): readonly Service[];
  allFindings(): Promise<readonly Finding[]>;
  sites(): Promise<readonly Site[]>;
}
