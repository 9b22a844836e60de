import type { ObservedAlert, ObservedObjective, ObservedSeries } from '../../model/observed-fact.ts';
import { observedFile } from '../../model/team-folder.ts';
import { readYaml } from '../../syntax/yaml.ts';
import { dig, itemsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';

/** Whether a file is the record of `prr observe`. */
export function isObserved(file: string): boolean {
  return file === observedFile;
}

/** The alerts, objectives and series of a record; nothing of one whose date is missing. */
export function extractObserved(text: string): (ObservedAlert | ObservedObjective | ObservedSeries)[] {
  const [document] = readYaml(text);
  const day = /^\d{4}-\d{2}-\d{2}(?=T)/.exec(textOf(dig(document?.root, 'observed')) ?? '')?.[0];
  if (!document?.root || document.problems.length > 0 || day === undefined) return [];
  const { root, start } = document;
  const span = { start, end: start };
  const names = itemsOf(dig(root, 'series', 'present')).flatMap((item) => textOf(item) ?? []);
  const alerts = itemsOf(dig(root, 'alerts')).flatMap((item): ObservedAlert[] => {
    const name = textOf(dig(item, 'name'));
    const fired = numberOf(dig(item, 'fired'));
    const hours = numberOf(dig(item, 'hours'));
    const nightHours = numberOf(dig(item, 'nightHours'));
    if (name === undefined || fired === undefined || hours === undefined || nightHours === undefined) return [];
    return [{ kind: 'observed-alert', span, name, day, fired, hours, nightHours }];
  });
  const objectives = itemsOf(dig(root, 'objectives')).flatMap((item): ObservedObjective[] => {
    const name = textOf(dig(item, 'name'));
    if (name === undefined) return [];
    const words = (['service', 'since', 'inconclusive'] as const).flatMap((key) => {
      const value = textOf(dig(item, key));
      return value === undefined ? [] : [[key, value.slice(0, 500)]];
    });
    const numbers = (['target', 'windowDays', 'attained', 'budgetLeft', 'hours'] as const).flatMap((key) => {
      const value = numberOf(dig(item, key));
      return value === undefined ? [] : [[key, value]];
    });
    return [{ kind: 'observed-objective', span, name, day, ...Object.fromEntries([...words, ...numbers]) }];
  });
  return [
    ...alerts,
    ...objectives,
    ...(names.length > 0 ? [{ kind: 'observed-series' as const, span, names, day }] : []),
  ];
}

function numberOf(node: YamlNode | undefined): number | undefined {
  const text = textOf(node);
  return text !== undefined && /^-?\d{1,9}(\.\d{1,9})?(e-\d{1,2})?$/.test(text) ? Number(text) : undefined;
}
