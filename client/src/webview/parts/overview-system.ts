/// <reference lib="dom" />
import type { SystemDependency, SystemView } from '../../../../server/src/protocol/overview.ts';
import { commonList } from './common-list.ts';
import { element, icon } from './element.ts';
import type { Send } from './overview-links.ts';
import { stillPicture } from './picture-shapes.ts';
import type { Section } from './sections.ts';
import { table } from './table.ts';

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
  const name = `Production picture: ${services} boxes of services and ${dependencies.length} dependencies. The tables say the same.`;
  return [
    element('h2', {}, folderName === undefined ? 'Production picture' : `Production picture of ${folderName}`),
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
      ' Open Production Picture',
    ),
  ];
}

const mostUsers = 6;

function dependencyNodes(dependencies: readonly SystemDependency[]): Node[] {
  if (dependencies.length === 0) return [];
  const rows = dependencies.map(({ name, kind, users, owner, goal, hard, undeclared }) => [
    name,
    kind === 'other' ? 'built elsewhere' : kind.replace('-', ' '),
    users.length > mostUsers
      ? `${users.slice(0, mostUsers).join(', ')} and ${users.length - mostUsers} more`
      : users.join(', ') || '–',
    undeclared ? 'no' : hard === true ? 'yes, hard' : 'yes',
    owner ?? '–',
    goal ?? '–',
  ]);
  return [
    element('h2', {}, 'Dependencies'),
    table('Dependencies', { head: ['Dependency', 'Kind', 'Used by', 'Declared', 'Owner', 'Objective'], rows }),
  ];
}

function unknownNodes({ unknown }: SystemView): Node[] {
  if (unknown.length === 0) return [];
  const total = unknown.reduce((sum, { targets }) => sum + targets.length, 0);
  return [
    element('h2', {}, `Targets not found (${total})`),
    element(
      'ul',
      {},
      ...unknown.map(({ service, targets }) => element('li', {}, `${service}: ${[...new Set(targets)].join(', ')}`)),
    ),
  ];
}
