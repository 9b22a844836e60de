import { z } from 'zod';

/**
 * Names in a pack are relative to its module: `get`, `Client.Do`; `default` is the module itself or its default export.
 * `()` stands for what a call gives (`create().get`), `{}` for an instance of a type that is written as a literal or
 * declared (`Client{}.Do`).
 */
const name = z.string().regex(/^[A-Za-z_$][\w$]*(\(\)|\{\})?(\.[A-Za-z_$][\w$]*(\(\)|\{\})?)*$/, 'not a name');
const names = z.array(name).min(1);
const position = z.int().min(0).max(9);

/** An argument that is a request which may carry the deadline itself. */
const carrier = z.strictObject({
  at: position,
  /** Names of this pack that make such a request, with the position of its options or of its context. */
  made: z.array(z.strictObject({ names, options: position.optional(), context: position.optional() })).default([]),
  /** Variables of these names hold requests, as far as names tell. */
  named: z.array(z.string()).default([]),
});

const call = z.strictObject({
  names,
  /** Position of the URL, host or path. */
  url: position.optional(),
  /** Positions where options may stand; each is looked at. Demanded wherever options are positional. */
  options: z.array(position).default([]),
  /** Position of a context that may carry a deadline (Go). */
  context: position.optional(),
  request: carrier.optional(),
  /** Another default than the library's for these calls. */
  default: z.enum(['none', 'finite']).optional(),
  /** Text that an edit puts before the call's last name, for calls that have no options; `$module` is the local name. */
  through: z.string().optional(),
});

const client = z.strictObject({
  /** What makes one: `create`, `Client{}`. */
  made: names,
  /** Position of the options in the making call. A literal's fields are its options. */
  options: z.array(position).default([]),
  /** Names of types by which such a client is declared; then it comes from elsewhere. */
  types: z.array(name).default([]),
  /** A client of another pack, as `module#type`: `net/http#Client`. */
  as: z.string().optional(),
  /** Methods of the client that call out. */
  methods: z.array(call).default([]),
  /** Methods that give the client itself again, or a request that is built in steps: `R`, `SetHeader`. */
  fluent: z.array(z.string()).default([]),
  /** Methods that give another client of the same kind: `extend`. */
  derive: z.array(z.strictObject({ names, options: position })).default([]),
  /** Methods that set the deadline when they are called on the client. */
  setters: z.array(z.string()).default([]),
  /** Whether each call may carry its own deadline, by option, signal or context. */
  overrides: z.boolean().default(true),
  /** Where the deadline is found in what a client holds, beside the options: `defaults.timeout`, `HTTPClient.Timeout`. */
  fields: z.array(z.string()).default([]),
  default: z.enum(['none', 'finite']).optional(),
  /** The client cannot carry a deadline: only its calls are looked at. */
  bare: z.boolean().default(false),
  /** Adds a deadline where the client is made. */
  repair: z.strictObject({ entry: z.string(), title: z.string(), import: z.string().optional() }).optional(),
});

const deadline = z.strictObject({
  /** Dotted name of the option. */
  option: z.string(),
  /** What the option holds. A `context` or `signal` is looked into. */
  is: z.enum(['duration', 'signal', 'agent']).default('duration'),
  /** Values that switch the deadline off, beside zero and null. */
  none: z.array(z.string()).default([]),
  /** A bound on a part only; given alone it cannot be told whether the call ends. One clause that says so. */
  partly: z.string().optional(),
});

/** What a pack knows about calls that leave the process. */
export const outgoingSchema = z.strictObject({
  protocol: z.enum(['http', 'rpc', 'datastore']),
  default: z.strictObject({
    timeout: z.enum(['none', 'finite']),
    /** One clause: `axios waits for ever by default`. */
    says: z.string().min(8),
    /** Versions that it holds for, and where it is written. */
    version: z.string(),
    source: z.string().min(8),
  }),
  calls: z.array(call).default([]),
  clients: z.array(client).default([]),
  deadlines: z.array(deadline).min(1),
  /** Methods that set the deadline on what the call gives: `timeout` in `request.get(url).timeout(5000)`. */
  chain: z.array(z.string()).default([]),
  /** Assignments and calls that set a default for the whole process: `defaults.timeout`, `setGlobalDispatcher`. */
  globals: z
    .array(z.strictObject({ names, is: z.enum(['duration', 'client', 'unclear']).default('duration') }))
    .default([]),
  /** Adds a deadline at a call with options. */
  repair: z
    .strictObject({
      entry: z.string(),
      title: z.string(),
      /** Stands for a positional argument before the options that is not given. */
      filler: z.string().default('undefined'),
      import: z.string().optional(),
    })
    .optional(),
});

export type Outgoing = z.infer<typeof outgoingSchema>;
export type OutgoingCallPattern = Outgoing['calls'][number];
export type ClientPattern = Outgoing['clients'][number];
export type DeadlineOption = Outgoing['deadlines'][number];
