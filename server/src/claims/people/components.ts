import type { ServiceView } from '../../model/claim.ts';
import type { Component } from '../../model/component-fact.ts';
import type { Located } from '../../model/rule.ts';
import { folderOf } from '../../production/modules/paths.ts';

/** The component of Backstage's catalog that describes a service: of its name, or alone in its folder. */
export function componentOfService({ service, inWorkspace }: ServiceView): Located<Component> | undefined {
  const all = inWorkspace('component');
  const named = all.find(({ fact }) => fact.name === service.name);
  if (named) return named;
  const [only, ...more] = all.filter(({ file }) => folderOf(file) === service.root);
  return more.length === 0 ? only : undefined;
}
