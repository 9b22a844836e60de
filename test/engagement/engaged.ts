import type { EngagementView, PartId, PartView } from '../../server/src/model/engagement.ts';
import { opened, type Opened } from '../review/opened.ts';

/** A workspace of texts with its engagements. */
export interface Engaged extends Opened {
  engagement(service: string): Promise<EngagementView>;
  part(service: string, part: PartId): Promise<PartView>;
  /** Does an action as Ana, and gives the text of the file that it wrote. */
  act(service: string, action: string, values?: Readonly<Record<string, string>>, by?: string): Promise<string>;
}

/** Opens files with the bundled data, at noon of 21 November 2026. */
export async function engaged(texts: Readonly<Record<string, string>>, name?: string): Promise<Engaged> {
  const all = await opened(texts, name);
  const engagements = await all.core.engagements();
  const find = (wanted: string) => {
    const service = all.core.services().find((each) => each.name === wanted);
    if (!service) throw new Error(`there is no service ${wanted}`);
    return service;
  };
  return {
    ...all,
    engagement: async (service) => engagements.of(find(service)),
    part: async (service, part) => engagements.part(find(service), part),
    async act(service, action, values = {}, by = 'Ana') {
      const { file } = await engagements.act(find(service), { action, values, by });
      return all.files.get(file) ?? '';
    },
  };
}
