import type { Action } from '../../model/engagement.ts';
import type { ItemStatus } from '../../model/review.ts';
import { action, choice, long, text } from '../kit/show.ts';
import type { PartInput } from '../part.ts';

/** The form that splits an item between the platform and the team. */
export function splitAction(items: readonly ItemStatus[]): Action {
  const byTitle = [...items].sort((a, b) => (a.item.title < b.item.title ? -1 : 1));
  return action('shared.split', 'Set What the Platform Covers…', {
    fields: [
      choice('item', 'Item', Object.fromEntries(byTitle.map(({ item }) => [item.id, item.title]))),
      long('platform', 'What the platform covers'),
      long('team', "What the service's team does", { optional: true, help: counts }),
    ],
  });
}

/** The form that says who is paged. */
export function pagerAction({ said, review }: PartInput): Action {
  const { pager, owner } = said.platform;
  return action('shared.pager', 'Set Who Is Paged…', {
    fields: [
      text('platform', 'For platform faults', { value: pager?.platform ?? owner }),
      text('services', 'For faults in service code', {
        value: pager?.services ?? review.profile.rotation?.value,
        help: `${counts} For example: “the rotation of its team”.`,
      }),
      text('owner', 'The team that owns the platform', { value: owner, optional: true }),
    ],
  });
}

/** What each form says of its reach. */
export const counts = 'Applies to all services of this workspace.';
