import type { ClaimReader } from '../model/claim.ts';
import { replicasRedundant } from './workloads/replicas-redundant.ts';

/** Every reader of claims, by the subject that it looks at. */
export const claimReaders: readonly ClaimReader[] = [replicasRedundant];
