import type { DeclaredDependencies } from '../../model/component-fact.ts';
import { readYaml } from '../../syntax/yaml.ts';
import { dig, entryOf, itemsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
import { type Artefact, endOfLine, indentOf, placed, placedText } from './artefact.ts';
import type { Insertion } from '../../model/insertion.ts';

const descriptor = /^\.prr\/services\/([a-z0-9][a-z0-9.-]*)\.yaml$/;

const classes = ['serving', 'batch'] as const;

/** Whether a file is the descriptor of a service. */
export function isDescriptor(file: string): boolean {
  return descriptor.test(file);
}

/** The dependencies that the descriptor of a service declares. */
export function extractDescriptor(file: string, text: string): DeclaredDependencies[] {
  const service = descriptor.exec(file)?.[1];
  if (service === undefined) return [];
  return documentsOf(file, text).flatMap((artefact): DeclaredDependencies[] => {
    const entry = entryOf(artefact.root, 'dependencies');
    if (!entry?.key) return [];
    const dependencies = itemsOf(entry.value).flatMap((item) => {
      const name = placedText(artefact, dig(item, 'name'));
      const hard = textOf(dig(item, 'hard'));
      const kind = classes.find((each) => each === textOf(dig(item, 'class')));
      return name
        ? [
            {
              ...name,
              ...(hard === 'true' || hard === 'false' ? { hard: hard === 'true' } : {}),
              ...(kind ? { class: kind } : {}),
              ...(textOf(dig(item, 'thirdParty')) === 'true' ? { thirdParty: true as const } : {}),
            },
          ]
        : [];
    });
    const span = placed(artefact, entry.key.span);
    return [
      {
        kind: 'declared-dependencies',
        span,
        service,
        format: 'descriptor',
        dependencies,
        ...insertionInto(artefact, entry.value),
      },
    ];
  });
}

/** The dependencies of the components in a file of Backstage's catalogue. */
export function declaredInCatalog(file: string, text: string): DeclaredDependencies[] {
  return documentsOf(file, text).flatMap((artefact): DeclaredDependencies[] => {
    const { root } = artefact;
    const entry = entryOf(dig(root, 'spec'), 'dependsOn');
    const service = textOf(dig(root, 'metadata', 'name'));
    if (textOf(dig(root, 'kind')) !== 'Component' || !entry?.key || service === undefined) return [];
    const dependencies = itemsOf(entry.value).flatMap((item) => {
      const ref = placedText(artefact, item);
      // `resource:default/orders-db` is called `orders-db`.
      return ref
        ? [{ span: ref.span, text: ref.text.slice(Math.max(ref.text.lastIndexOf(':'), ref.text.lastIndexOf('/')) + 1) }]
        : [];
    });
    const span = placed(artefact, entry.key.span);
    return [
      {
        kind: 'declared-dependencies',
        span,
        service,
        format: 'Backstage',
        dependencies,
        ...insertionInto(artefact, entry.value),
      },
    ];
  });
}

function documentsOf(file: string, text: string): Artefact[] {
  return readYaml(text).flatMap(({ root, start }) => (root ? [{ file, text, base: start, root }] : []));
}

/** Behind the last item of a list in block style. */
function insertionInto(artefact: Artefact, list: YamlNode | undefined): { insertAt?: Insertion } {
  const last = itemsOf(list).at(-1);
  if (!last) return {};
  const { text } = artefact;
  const { start, end } = placed(artefact, last.span);
  const indent = indentOf(text, start);
  const dash = text.slice(start - indent.length, start);
  if (!/^\s*-\s+$/.test(dash)) return {};
  return {
    insertAt: {
      offset: endOfLine(text, end > start && text[end - 1] === '\n' ? end - 1 : end),
      indent: dash.slice(0, dash.indexOf('-')),
    },
  };
}
