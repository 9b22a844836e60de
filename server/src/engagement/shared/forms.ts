import type { Action } from '../../model/engagement.ts';
import type { ItemStatus } from '../../model/review.ts';
import { action, choice, long, text } from '../kit/show.ts';
import type { PartInput } from '../part.ts';

/** The form that splits an item between the platform and the team. */
export function splitAction(items: readonly ItemStatus[]): Action {
  const byTitle = [...items].sort((a, b) => (a.item.title < b.item.title ? -1 : 1));
  return action('shared.split', 'Say What the Platform Does…', {
    fields: [
      choice('item', 'Item', Object.fromEntries(byTitle.map(({ item }) => [item.id, item.title]))),
      long('platform', 'What the platform answers for'),
      long('team', "What the service's team does", { optional: true, help: counts }),
    ],
  });
}

/** The form that says who is paged. */
export function pagerAction({ said, review }: PartInput): Action {
  const { pager, owner } = said.platform;
  return action('shared.pager', 'Say Who Is Paged…', {
    fields: [
      text('platform', 'For faults of the platform', { value: pager?.platform ?? owner }),
      text('services', "For faults of a service's own code", {
        value: pager?.services ?? review.profile.rotation?.value,
        help: `${counts} “The rotation of its team” is enough.`,
      }),
      text('owner', 'The team that owns the platform', { value: owner, optional: true }),
    ],
  });
}

/** What each form says of its reach. */
export const counts = 'Counts for all services of this workspace.';
