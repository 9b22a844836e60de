import type { Suppression } from '../../model/fact.ts';
import { dig, entriesOf, itemsOf, textOf } from '../../syntax/yaml-node.ts';
import { type Artefact, placed } from './artefact.ts';
import { reasonAndEnd } from '../suppressions.ts';

const key = /^prr\.ignore\/([a-z][a-z0-9-]*)$/;

const linterKey = /^ignore-check\.kube-linter\.io\/([a-z0-9-]+)$/;

/** Checks of kube-linter that ask what rules of ours ask: https://docs.kubelinter.io/#/generated/checks */
const linterChecks: ReadonlyMap<string, readonly string[]> = new Map([
  ['latest-tag', ['image-unpinned']],
  ['no-anti-affinity', ['replicas-not-spread']],
  ['no-readiness-probe', ['probe-missing']],
  ['no-rolling-update-strategy', ['rollout-too-wide']],
  ['pdb-max-unavailable', ['disruption-budget']],
  ['pdb-min-available', ['disruption-budget']],
  ['unset-cpu-requirements', ['resources-unset']],
  ['unset-memory-requirements', ['memory-limit-unset', 'resources-unset']],
]);

/** Whether a text may hold an annotation that asks for silence. */
export function mayAsk(text: string): boolean {
  return text.includes('prr.ignore/') || text.includes('ignore-check.kube-linter.io/');
}

/**
 * Annotations that ask for silence: `prr.ignore/RULE: reason (until YYYY-MM-DD)` covers the whole object, and so does
 * `ignore-check.kube-linter.io/CHECK: reason` for the rules that ask the same.
 */
export function extractAnnotations(artefact: Artefact): Suppression[] {
  const { root } = artefact;
  if (textOf(dig(root, 'kind'))?.endsWith('List'))
    return itemsOf(dig(root, 'items')).flatMap((item) => extractAnnotations({ ...artefact, root: item }));
  return entriesOf(dig(root, 'metadata', 'annotations')).flatMap((entry): Suppression[] => {
    const rule = key.exec(entry.key?.text ?? '')?.[1];
    const check = linterKey.exec(entry.key?.text ?? '')?.[1] ?? '';
    const rules = rule === undefined ? linterChecks.get(check) : [rule];
    if (!rules || !entry.key) return [];
    const said = reasonAndEnd(withoutQuotes(textOf(entry.value) ?? ''));
    // Whether one without a reason counts is for the other tool to say.
    if (rule === undefined && said.reason === '') return [];
    return [
      {
        kind: 'suppression',
        span: placed(artefact, entry.key.span),
        rules,
        ...(rule === undefined ? { by: 'kube-linter' as const } : {}),
        ...said,
        covers: placed(artefact, root.span),
      },
    ];
  });
}

/** A block of text may hold the quotes that its author meant for YAML. */
function withoutQuotes(text: string): string {
  return text.trim().replace(/^"([^"]*)"$/, '$1');
}
