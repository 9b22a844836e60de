import * as z from 'zod';
import { changed } from '../kit/entries.ts';
import { change } from '../part.ts';

const words = z.string().max(5000).optional();

/** Changes by the second half of the action's id. */
export const actions = {
  split: change({
    format: 'platform',
    values: z.object({ item: z.string().min(1).max(100), platform: words, team: words }),
    edit(_, { item, platform, team }) {
      if (platform === undefined && team === undefined) return [{ path: ['items', item], value: undefined }];
      return changed(['items', item], { platform, team });
    },
  }),
  pager: change({
    format: 'platform',
    values: z.object({ platform: words, services: words, owner: z.string().max(200).optional() }),
    edit: (_, { platform, services, owner }) => [
      { path: ['pager', 'platform'], value: platform },
      { path: ['pager', 'services'], value: services },
      { path: ['owner'], value: owner },
    ],
  }),
} as const;
