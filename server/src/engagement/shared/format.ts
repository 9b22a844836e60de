import * as z from 'zod';
import { identifier, name, words } from '../kit/values.ts';

/** `.prr/platform.yaml`: what the platform answers for; one for all services. */
export const platformFormat = z
  .looseObject({
    name: name.optional(),
    owner: name.optional().describe('The team that owns the platform.'),
    pager: z
      .looseObject({ platform: words.optional(), services: words.optional() })
      .optional()
      .describe('Who is paged for faults of the platform, and who for faults of an application.'),
    items: z
      .record(identifier, z.looseObject({ platform: words.optional(), team: words.optional() }))
      .default({})
      .describe("By checklist item: what the platform is responsible for, and what the service's team does."),
  })
  .describe('The platform: what it is responsible for, and what the teams of services do. Its modules are packs.');
