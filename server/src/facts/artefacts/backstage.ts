import type { Component } from '../../model/component-fact.ts';
import type { Text } from '../../model/observation.ts';
import { readYaml } from '../../syntax/yaml.ts';
import { dig, entriesOf, itemsOf, textOf } from '../../syntax/yaml-node.ts';
import { placed, placedText, type Artefact } from './artefact.ts';

const apiVersion = /^apiVersion[ \t]*:[ \t]*["']?backstage\.io\//m;

/** Whether a file describes components for Backstage. */
export function isCatalog(file: string, text: string): boolean {
  return /\.ya?ml$/i.test(file) && apiVersion.test(text);
}

/** The components that a file of Backstage's catalogue describes; other kinds of entity are left alone. */
export function extractComponents(file: string, text: string): Component[] {
  return readYaml(text).flatMap(({ root, start }) => (root ? componentOf({ file, text, base: start, root }) : []));
}

function componentOf(artefact: Artefact): Component[] {
  const { root } = artefact;
  const name = placedText(artefact, dig(root, 'metadata', 'name'));
  if (textOf(dig(root, 'kind')) !== 'Component' || !name) return [];
  const said = (...path: string[]) => placedText(artefact, dig(root, ...path));
  const owner = said('spec', 'owner');
  const type = said('spec', 'type');
  const lifecycle = said('spec', 'lifecycle');
  const title = said('metadata', 'title')?.text;
  const description = said('metadata', 'description')?.text;
  const tier = tierOf(artefact);
  const pagedBy = pagedByOf(artefact);
  return [
    {
      kind: 'component',
      span: name.span,
      name: name.text,
      dependsOn: itemsOf(dig(root, 'spec', 'dependsOn')).flatMap((node) => {
        const ref = placedText(artefact, node);
        return ref
          ? [
              {
                ...entityName(ref),
                of: ref.text.includes(':') ? (ref.text.split(':')[0] ?? '').toLowerCase() : 'component',
              },
            ]
          : [];
      }),
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description }),
      ...(type ? { type } : {}),
      ...(lifecycle ? { lifecycle } : {}),
      ...(owner ? { owner: entityName(owner) } : {}),
      ...(tier ? { tier } : {}),
      ...(pagedBy ? { pagedBy } : {}),
    },
  ];
}

/** `group:default/search` is called `search`. */
function entityName({ text, span }: Text): Text {
  return { text: text.slice(Math.max(text.lastIndexOf(':'), text.lastIndexOf('/')) + 1), span };
}

function tierOf(artefact: Artefact): Text | undefined {
  for (const map of ['labels', 'annotations']) {
    for (const { key, value } of entriesOf(dig(artefact.root, 'metadata', map))) {
      if (key && value?.type === 'scalar' && /(^|[/.-])tier$/i.test(key.text))
        return { text: value.text, span: placed(artefact, value.span) };
    }
  }
  return undefined;
}

/** Annotations by which plugins of Backstage find who is on call, from the documentation of each plugin. */
const paging: readonly (readonly [RegExp, string])[] = [
  [/^pagerduty\.com\/(integration-key|service-id)$/, 'PagerDuty'],
  [/^opsgenie\.com\/(component-selector|team)$/, 'Opsgenie'],
  [/^splunk\.com\/on-call-(team|routing-key|username|userGUID)$/, 'Splunk On-Call'],
  [/^ilert\.com\/integration-key$/, 'iLert'],
  [/^rootly\.com\/(service|team)-(slug|id|name)$/, 'Rootly'],
  [/^incident\.io\/api-catalog\/component-id$/, 'incident.io'],
  [/^squadcast\.com\/service-id$/, 'Squadcast'],
  [/^firehydrant\.com\/service-name$/, 'FireHydrant'],
];
/** What templates and examples leave to fill in. */
const unfilled = /^$|\$\{|\{\{|^<.*>$|^\[.*\]$|^(todo|tbd|changeme|change-me|your[-_ ].*|x{3,}|example.*)$/i;

function pagedByOf(artefact: Artefact): Component['pagedBy'] {
  for (const { key, value } of entriesOf(dig(artefact.root, 'metadata', 'annotations'))) {
    const found = paging.find(([pattern]) => pattern.test(key?.text ?? ''));
    const text = placedText(artefact, value);
    if (found && text && !unfilled.test(text.text.trim())) return { ...text, tool: found[1] };
  }
  return undefined;
}
