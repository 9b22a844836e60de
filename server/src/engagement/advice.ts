import type { PartModule } from './part.ts';
import { engagementFile } from './store.ts';

export const advice: PartModule = {
  id: 'advice',
  actions: {},
  show: async ({ service }) => ({
    id: 'advice',
    title: 'Support advice',
    standing: '',
    tone: 'none',
    guide: 'support-options',
    file: engagementFile('advice', service.name),
    blocks: [],
    documents: [],
    next: [],
  }),
};
