import { documented } from '../server/src/rules/registry.ts';
import { readBundled } from '../server/tools/read-bundled.ts';
import { root } from './analyse.ts';

/** All rules with their pages, as the build takes them in. */
export const documentedRules = documented(readBundled(root).bundled.rules);
