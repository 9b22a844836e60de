import type { Alert, Entry } from '../../model/artefact-fact.ts';
import type { RecordingRule } from '../../model/monitoring-fact.ts';
import {
  dig,
  entriesOf,
  entryOf,
  itemsOf,
  textOf,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
} from '../../syntax/yaml-node.ts';
import { type Artefact, endOfLine, indentOf, insertionInto, placed, placedText } from './artefact.ts';
import { queryOf } from './expression.ts';
import type { Insertion } from '../../model/insertion.ts';

/** Rules may stand in values of a chart; deeper than that nobody puts them. */
const maxDepth = 8;

/** Whether a text may hold alerting or recording rules. */
export function isRulesFile(text: string): boolean {
  return /\b(alert|record)["']?[ \t]*:/.test(text) && /\b(expr|groups)["']?[ \t]*:/.test(text);
}

/** The alerts and recording rules below a node: groups of a rules file or a PrometheusRule, or lists of rules without groups. */
export function extractRules(artefact: Artefact, node: YamlNode | undefined): (Alert | RecordingRule)[] {
  return below(artefact, { node, group: undefined, depth: 0 });
}

interface Spot {
  readonly node: YamlNode | undefined;
  readonly group: YamlMap | undefined;
  readonly depth: number;
}

function below(artefact: Artefact, { node, group, depth }: Spot): (Alert | RecordingRule)[] {
  if (!node || node.type === 'scalar' || depth > maxDepth) return [];
  if (node.type === 'list') {
    return node.items.flatMap((item) => {
      if (item.type !== 'map') return below(artefact, { node: item, group, depth: depth + 1 });
      if (entryOf(item, 'expr') || entryOf(item, 'alert')) return ruleOf(artefact, item, group);
      return below(artefact, { node: item, group, depth: depth + 1 });
    });
  }
  const isGroup = itemsOf(dig(node, 'rules')).length > 0;
  return node.entries.flatMap(({ value }) =>
    below(artefact, { node: value, group: isGroup ? node : group, depth: depth + 1 }),
  );
}

function ruleOf(artefact: Artefact, rule: YamlMap, group: YamlMap | undefined): (Alert | RecordingRule)[] {
  const alert = alertOf(artefact, rule, group);
  if (alert) return [alert];
  const name = placedText(artefact, dig(rule, 'record'));
  const expr = placedText(artefact, dig(rule, 'expr'));
  if (!name || !expr) return [];
  const query = queryOf(artefact, dig(rule, 'expr'));
  const labels = [...entriesOf(dig(rule, 'labels')), ...entriesOf(dig(group, 'labels'))];
  return [
    {
      kind: 'recording-rule',
      span: name.span,
      name: name.text,
      expr,
      ...(query ? { query } : {}),
      labels: labels.flatMap(({ key }) => (key ? [key.text] : [])),
    },
  ];
}

function alertOf(artefact: Artefact, rule: YamlMap, group: YamlMap | undefined): Alert | undefined {
  const name = placedText(artefact, dig(rule, 'alert'));
  if (!name) return undefined;
  const own = entries(artefact, dig(rule, 'labels'));
  const shared = entries(artefact, dig(group, 'labels'));
  const wait = placedText(artefact, dig(rule, 'for'));
  const keep = placedText(artefact, dig(rule, 'keep_firing_for'));
  const query = queryOf(artefact, dig(rule, 'expr'));
  const groupName = textOf(dig(group, 'name'));
  return {
    kind: 'alert',
    span: name.span,
    name: name.text,
    expr: placedText(artefact, dig(rule, 'expr')) ?? { text: '', span: name.span },
    ...(query ? { query } : {}),
    ...(wait ? { for: wait } : {}),
    ...(keep ? { keepFiringFor: keep } : {}),
    ...(groupName === undefined ? {} : { group: groupName }),
    labels: [...own, ...shared.filter((label) => !own.some((each) => each.key === label.key))],
    annotations: entries(artefact, dig(rule, 'annotations')),
    insertAnnotation: placeIn(artefact, rule, 'annotations'),
    insertLabel: placeIn(artefact, rule, 'labels'),
    insertFor: behindExpression(artefact, rule),
  };
}

function entries(artefact: Artefact, node: YamlNode | undefined): Entry[] {
  return entriesOf(node).flatMap(({ key, value }: YamlEntry) => {
    if (!key || value?.type !== 'scalar') return [];
    const valueSpan = placed(artefact, value.span);
    return [{ key: key.text, keySpan: placed(artefact, key.span), value: value.text, valueSpan }];
  });
}

function placeIn(artefact: Artefact, rule: YamlMap, name: 'annotations' | 'labels'): Alert['insertAnnotation'] {
  const entry = entryOf(rule, name);
  if (entry?.shared) return { ...insertionInto(artefact, rule), block: false, style: 'shared' };
  if (entry?.value?.type === 'map') return { ...insertionInto(artefact, entry.value), block: false };
  if (entry?.key && !rule.flow) {
    const key = placed(artefact, entry.key.outer ?? entry.key.span);
    const indent = `${indentOf(artefact.text, key.start)}  `;
    return { offset: endOfLine(artefact.text, key.end), indent, block: false };
  }
  return { ...insertionInto(artefact, rule), block: true };
}

function behindExpression(artefact: Artefact, rule: YamlMap): Insertion {
  const place = insertionInto(artefact, rule);
  const entry = entryOf(rule, 'expr');
  if (rule.flow || !entry || entry.shared) return place;
  return { ...place, offset: endOfLine(artefact.text, artefact.base + entry.end) };
}
