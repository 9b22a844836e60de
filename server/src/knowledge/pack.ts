import * as z from 'zod';
import { traitIds } from '../model/profile.ts';
import { metricsSchema } from './metrics.ts';
import { inboundSchema, outgoingSchema } from './outgoing.ts';
import type { Outgoing } from './outgoing.ts';
import { servingSchema } from './serving.ts';

/** Languages that share libraries share packs: `javascript` covers TypeScript. */
export const packLanguages = ['javascript', 'go', 'python', 'java', 'csharp'] as const;
export type PackLanguage = (typeof packLanguages)[number];

/** What every service needs in production and a module can give; the Guide's page on frameworks says of each what is left to the service. */
export const concerns = [
  'instrumentation',
  'request-logs',
  'clients',
  'load-control',
  'traffic',
  'lifecycle',
  'settings',
  'tracing',
] as const;
export type Concern = (typeof concerns)[number];

const conformanceSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower case, digits and single hyphens'),
    /** What is so when it conforms: `settings come from the schema`. */
    title: z.string().min(1).max(300),
    /** A path below the folder of the service that must be there; `*` stands for a part of a name, `**` for folders. */
    file: z
      .string()
      .min(1)
      .max(200)
      .refine((glob) => (glob.match(/\*+/g) ?? []).length <= 4, 'at most four asterisks')
      .optional(),
    /** Text that one of these files must hold. */
    contains: z.string().min(1).max(500).optional(),
    /** Libraries that a service on the module does not take in beside it. */
    without: z.array(z.string().min(1).max(200)).max(50).default([]),
    /** The oldest version that is validated: `4.2`. */
    atLeast: z
      .string()
      .regex(/^\d+(\.\d+){0,2}$/, 'a version like 4.2')
      .optional(),
  })
  .refine(({ contains, file }) => contains === undefined || file !== undefined, { error: 'contains needs file' })
  .refine(({ file, without, atLeast }) => file !== undefined || without.length > 0 || atLeast !== undefined, {
    error: 'needs file, without or atLeast',
  });
export type ConformanceCheck = z.infer<typeof conformanceSchema>;

/** Knowledge of one library or framework; one YAML file under `packs/`, or a team's own under `.prr/packs/`. */
export const packSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower case, digits and single hyphens'),
    /** As people call it. */
    name: z.string().min(1),
    language: z.enum(packLanguages),
    /** Modules that it is imported from, without `node:`; `/v*` at the end stands for Go's major versions. */
    modules: z.array(z.string().min(1)).default([]),
    /** Names that are there without import. */
    globals: z.array(z.string().min(1)).default([]),
    /** Named exports that are the same as the default export: `import { got } from 'got'`. */
    aliases: z.array(z.string().min(1)).default([]),
    /** Go: the package's name where it is not the last segment of its path. */
    package: z.string().optional(),
    outgoing: outgoingSchema.optional(),
    /** How long its servers wait for a request: written as for calls that go out. */
    inbound: inboundSchema.optional(),
    serving: servingSchema.optional(),
    metrics: metricsSchema.optional(),
    /** Names in build files: `pg`, `github.com/lib/pq`, `psycopg2`, `org.postgresql:postgresql`; `*` at the end stands for the rest. */
    libraries: z.array(z.string().min(1)).default([]),
    /** What a service has that takes in one of the libraries. */
    traits: z.array(z.enum(traitIds)).default([]),
    /** Checklist items that a service on one of the libraries gets by construction, each with what the library does. */
    covers: z
      .record(
        z.string(),
        z.strictObject({
          because: z.string().min(1),
          /** Shows a part only: a person says the rest. */
          part: z.boolean().default(false),
        }),
      )
      .default({}),
    /** What its libraries do for a service, of what all services need in production. */
    concerns: z.array(z.enum(concerns)).default([]),
    /** The team that answers for the module. */
    owner: z.string().min(1).max(200).optional(),
    /** What a service that uses it must show, so that it is still what the platform expects. */
    conformance: z.array(conformanceSchema).max(50).default([]),
  })
  .refine((pack) => pack.modules.length + pack.globals.length + pack.libraries.length > 0, {
    error: 'needs modules, globals or libraries',
  })
  .refine(
    ({ libraries, traits, covers, concerns: own, conformance }) =>
      libraries.length > 0 || traits.length + Object.keys(covers).length + own.length + conformance.length === 0,
    {
      error: 'traits, covers, concerns and conformance need libraries, the names in build files',
    },
  );

/** A checked pack; plain data. */
export interface Pack extends Omit<z.infer<typeof packSchema>, 'outgoing'> {
  readonly outgoing?: Outgoing | undefined;
}
