/// <reference lib="dom" />
import type { SystemDependency, SystemView } from '../../../../server/src/protocol/overview.ts';
import { commonList } from './common-list.ts';
import { kindWords, wordsOf } from '../../vocabulary.ts';
import { element, icon } from './element.ts';
import type { Send } from './overview-links.ts';
import { stillPicture } from './picture-shapes.ts';
import type { Section } from './sections.ts';
import { table } from './table.ts';
import { t } from './translate.ts';

/** What the services of each folder are together: picture, dependencies, targets not found, and what is common. */
export function systemSections(systems: readonly SystemView[], send: Send): Section[] {
  return systems.map((system) => ({
    id: `system-${system.folder}`,
    data: system,
    build: () => [
      ...pictureNodes(system, send),
      ...dependencyNodes(system.dependencies),
      ...unknownNodes(system),
      ...commonList(system.common),
    ],
  }));
}

function pictureNodes({ folder, folderName, drawing, dependencies }: SystemView, send: Send): Node[] {
  const services = drawing.boxes.filter(({ kind }) => kind === 'service' || kind === 'group').length;
  const name = t(
    'Production picture: {0} boxes of services and {1} dependencies. The tables say the same.',
    services,
    dependencies.length,
  );
  return [
    element('h2', {}, folderName === undefined ? t('Production picture') : t('Production picture of {0}', folderName)),
    element('div', { class: 'small-picture' }, stillPicture(drawing, name)),
    element(
      'button',
      {
        type: 'button',
        class: 'secondary',
        'data-key': `picture:${folder}`,
        click: () => send({ type: 'picture', folder }),
      },
      icon('type-hierarchy'),
      ` ${t('Open Production Picture')}`,
    ),
  ];
}

const mostUsers = 6;

function dependencyNodes(dependencies: readonly SystemDependency[]): Node[] {
  if (dependencies.length === 0) return [];
  const rows = dependencies.map(({ name, kind, users, owner, goal, hard, undeclared }) => [
    name,
    wordsOf(kindWords(t), kind).toLowerCase(),
    users.length > mostUsers
      ? t('{0} and {1} more', users.slice(0, mostUsers).join(', '), users.length - mostUsers)
      : users.join(', ') || '–',
    undeclared ? t('no') : hard === true ? t('yes, hard') : t('yes'),
    owner ?? '–',
    goal ?? '–',
  ]);
  return [
    element('h2', {}, t('Dependencies')),
    table(t('Dependencies'), {
      head: [t('Dependency'), t('Kind'), t('Used by'), t('Declared'), t('Owner'), t('Objective')],
      rows,
    }),
  ];
}

function unknownNodes({ unknown }: SystemView): Node[] {
  if (unknown.length === 0) return [];
  const total = unknown.reduce((sum, { targets }) => sum + targets.length, 0);
  return [
    element('h2', {}, t('Targets not found ({0})', total)),
    element(
      'ul',
      {},
      ...unknown.map(({ service, targets }) => element('li', {}, `${service}: ${[...new Set(targets)].join(', ')}`)),
    ),
  ];
}
