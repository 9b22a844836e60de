import type { PartInput } from '../part.ts';
import { nameFor } from '../kit/names.ts';
import type { PostmortemAction, Postmortem } from '../../documents/postmortems/postmortems.ts';

/**
 * The postmortems that concern a service: that mention it, stand in its folder, or ask for a change of its files; and those
 * that people took up for it, whatever became of its name and of its files since.
 */
export function concerning(
  postmortems: readonly Postmortem[],
  { service: { name }, said }: Pick<PartInput, 'said'> & { readonly service: Pick<PartInput['service'], 'name'> },
): readonly Postmortem[] {
  const read = new Set(said.analysis.incidents.map(({ postmortem }) => postmortem));
  return postmortems.filter(
    ({ file, services, actions }) =>
      services.includes(name) ||
      read.has(file) ||
      actions.some((action) => action.services.includes(name) || isTakenUp(action, said)),
  );
}

/** People said what became of it, or it is among their improvements. */
export function isTakenUp({ id, was }: Pick<PostmortemAction, 'id' | 'was'>, said: PartInput['said']): boolean {
  return isKnown(id, said) || (was !== undefined && isKnown(was, said));
}

/** The action under the id that people used for it. */
export function asTakenUp(action: PostmortemAction, said: PartInput['said']): PostmortemAction {
  const { id, was } = action;
  return was !== undefined && !isKnown(id, said) && isKnown(was, said) ? { ...action, id: was } : action;
}

function isKnown(id: string, said: PartInput['said']): boolean {
  return said.trend.followups[id] !== undefined || said.improvements.has(nameFor('pm', id));
}
