import type { Alert, Entry } from '../../model/artefact-fact.ts';
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

/** The alerts of a rules file or of the `spec` of a PrometheusRule, given the node that holds `groups`. */
export function extractAlerts(artefact: Artefact, holder: YamlNode | undefined): Alert[] {
  return itemsOf(dig(holder, 'groups')).flatMap((group) => {
    const name = textOf(dig(group, 'name'));
    const groupLabels = entries(artefact, dig(group, 'labels'));
    return itemsOf(dig(group, 'rules')).flatMap((rule) => {
      if (rule.type !== 'map') return [];
      const alert = alertOf(artefact, rule, groupLabels);
      return alert ? [{ ...alert, ...(name === undefined ? {} : { group: name }) }] : [];
    });
  });
}

function alertOf(artefact: Artefact, rule: YamlMap, groupLabels: readonly Entry[]): Alert | undefined {
  const name = placedText(artefact, dig(rule, 'alert'));
  if (!name) return undefined;
  const own = entries(artefact, dig(rule, 'labels'));
  const wait = placedText(artefact, dig(rule, 'for'));
  return {
    kind: 'alert',
    span: name.span,
    name: name.text,
    expr: placedText(artefact, dig(rule, 'expr')) ?? { text: '', span: name.span },
    ...(wait ? { for: wait } : {}),
    labels: [...own, ...groupLabels.filter((label) => !own.some((each) => each.key === label.key))],
    annotations: entries(artefact, dig(rule, 'annotations')),
    insertAnnotation: annotationPlace(artefact, rule),
  };
}

function entries(artefact: Artefact, node: YamlNode | undefined): Entry[] {
  return entriesOf(node).flatMap(({ key, value }: YamlEntry) => {
    if (!key || value?.type !== 'scalar') return [];
    const valueSpan = placed(artefact, value.span);
    return [{ key: key.text, keySpan: placed(artefact, key.span), value: value.text, valueSpan }];
  });
}

function annotationPlace(artefact: Artefact, rule: YamlMap): Alert['insertAnnotation'] {
  const entry = entryOf(rule, 'annotations');
  if (entry?.shared) return { ...insertionInto(artefact, rule), block: false, style: 'shared' };
  if (entry?.value?.type === 'map') return { ...insertionInto(artefact, entry.value), block: false };
  if (entry?.key && !rule.flow) {
    const key = placed(artefact, entry.key.outer ?? entry.key.span);
    const indent = `${indentOf(artefact.text, key.start)}  `;
    return { offset: endOfLine(artefact.text, key.end), indent, block: false };
  }
  return { ...insertionInto(artefact, rule), block: true };
}
