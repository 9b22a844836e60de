import * as z from 'zod';

/**
 * Names in a pack are relative to its module: `get`, `Client.Do`; `default` is the module itself or its default export.
 * `()` stands for what a call gives (`create().get`), `{}` for an instance of a type that is written as a literal or
 * declared (`Client{}.Do`).
 */
const name = z.string().regex(/^[A-Za-z_$][\w$]*(\(\)|\{\})?(\.[A-Za-z_$][\w$]*(\(\)|\{\})?)*$/, 'not a name');
const names = z.array(name).min(1);
const position = z.int().min(0).max(9);
/** Dotted names of properties or fields: `timeout.request`. */
const member = z.string().regex(/^[A-Za-z_$][\w$-]*(\.[A-Za-z_$][\w$-]*)*$/, 'not a name');

/** An argument that is, or may be, a request which carries the deadline itself. */
const request = z.strictObject({
  at: position,
  /** What makes such a request, with the positions of its options or of its context; with neither it carries no deadline. */
  made: z.array(
    z.strictObject({
      names,
      options: z.array(position).default([]),
      context: position.optional(),
      /** The name only begins it: what is called behind, in any order, builds the request and may set its deadline (`chain`). */
      fluent: z.boolean().default(false),
      /** Methods of a request that take settings, which may hold its deadline (`chain`). */
      settings: z.array(z.string()).default([]),
    }),
  ),
  /** Ends of the names of variables that hold requests, where a URL may stand in the same place. */
  named: z.array(z.string().min(1)).default([]),
});

const call = z.strictObject({
  names,
  /** Position of the URL, host or path. */
  url: position.optional(),
  /** Positions at which options may stand. Demanded wherever options are positional: a body looks like options. */
  options: z.array(position).default([]),
  /** Position of the deadline itself, where it may be given without its name. */
  deadline: position.optional(),
  /** Position of a context that may carry a deadline. */
  context: position.optional(),
  request: request.optional(),
  /** Another default than the library's. */
  default: z.enum(['none', 'finite']).optional(),
  /** What else it may be than a call that waits: one clause; then only a deadline that is given tells. */
  open: z.string().optional(),
  /** What an edit puts in place of the callee without its last name; `$module` is the local name of the module. */
  through: z.string().optional(),
  /** What an edit puts in place of the whole call; `$0`, `$1` are its arguments, all of which must be given. */
  rewrite: z.string().optional(),
});

const client = z.strictObject({
  /** What makes one: `create`, `Client{}`. */
  made: names,
  /** Position of the options in the making call. The fields of a literal are its options. */
  options: z.array(position).default([]),
  /** Position of the deadline itself, where it may be given without its name. */
  deadline: position.optional(),
  /** Position of a context that may carry another client, whose deadline this one then takes over. */
  bearer: position.optional(),
  /** Types by which such a client is declared; then it comes from elsewhere. */
  types: names.optional(),
  /** It is a client that another pack knows: `net/http#Client{}`. */
  as: z.string().optional(),
  /** Methods that call out. */
  methods: z.array(call).default([]),
  /** Methods that give the client itself, or a request that is built step by step: `R`, `SetHeader`; `*` for all. */
  fluent: z.array(z.string()).default([]),
  /** Methods that give another such client with further options. */
  derive: z.array(z.strictObject({ names, options: position })).default([]),
  /** Methods that set the deadline of all its calls. */
  setters: z.array(z.string()).default([]),
  /** Methods that set any property; one whose name speaks of a timeout, and not of connecting, sets the deadline. */
  properties: z.array(z.string()).default([]),
  /** Methods that end the building; on a builder from elsewhere they make a client of which a part is seen. */
  builds: z.array(z.string()).default([]),
  /** What it goes through, and may hold its deadline: an argument of the making call, or of the methods `by`. */
  carriers: z.array(z.strictObject({ at: position.default(0), by: z.array(z.string()).default([]) })).default([]),
  /** It is what another client goes through: not reported by itself. */
  part: z.boolean().default(false),
  /** What else it may be: one clause; then only a deadline that is given tells. */
  open: z.string().optional(),
  /** Where it holds the deadline beside its options: `defaults.timeout`. */
  fields: z.array(member).default([]),
  /** A class of the file with a member of such a name bounds it: `timeout` of a request handler. */
  classMembers: z.array(z.string()).default([]),
  /** Texts in the same file that say that it is bounded: the name of a system property. */
  boundedBy: z.array(z.string().min(3)).default([]),
  /** Members that may bound its calls: when they are called (with something else than `plain`), or when they are replaced. */
  opaque: z
    .strictObject({
      called: z.array(z.string()).default([]),
      plain: z.array(name).default([]),
      replaced: z.array(z.string()).default([]),
    })
    .optional(),
  /** Another default than the library's. */
  default: z.enum(['none', 'finite']).optional(),
  /** False where it cannot carry a deadline: then only its calls are looked at. */
  carries: z.boolean().default(true),
});

const deadline = z.strictObject({
  option: member,
  is: z.enum(['duration', 'signal', 'context']).default('duration'),
  /** Values that switch the deadline off, beside zero and null. */
  none: z.array(z.string()).default([]),
  /** It bounds a part only, so that given alone it does not tell whether the call ends: one clause that says so. */
  partly: z.string().optional(),
  /** Values of the outer option that are known to bring none: `DefaultTransport` for `Transport.…`. */
  plain: z.array(name).default([]),
  /** What only wraps another value of the outer option: a function with the position of that value, or a type with its field. */
  wraps: z
    .array(z.strictObject({ names: z.array(z.string()).min(1), at: position.optional(), field: z.string().optional() }))
    .default([]),
  /**
   * What builds the value out of parts, and the sets of arguments of which one must be given whole;
   * the first position stands for the first name.
   */
  built: z.strictObject({ by: names, whole: z.array(z.array(z.string()).min(1)).min(1) }).optional(),
  /** Calls on the result that make it whole: `on('timeout', …)`. */
  completed: z.strictObject({ by: z.array(z.string()).min(1), first: z.string() }).optional(),
});

const repair = z.strictObject({
  /** Imperative, names the value: `Add timeout: 5000`. */
  title: z.string(),
  /** What is written into the options: `timeout: 5000`. */
  entry: z.string().optional(),
  /** What is written as an argument with a name: `timeout=5`. */
  keyword: z.string().optional(),
  /** What is written after the call: `.timeout(5000)`. */
  append: z.string().optional(),
  /** What is written after what begins the request: `.timeout(Duration.ofSeconds(5))`. */
  request: z.string().optional(),
  /** A statement behind the one that makes the client; `$it` is its variable. */
  statement: z.string().optional(),
  /** Statements before the one that makes the client, and what they make as its only argument. */
  prepared: z.strictObject({ statements: z.array(z.string()).min(1), argument: z.string() }).optional(),
  /** Stands for an argument before the options that is not given. */
  filler: z.string().default('undefined'),
  /** Module that the entry needs. */
  import: z.string().optional(),
});

/** What a pack knows about calls that leave the process. */
export const outgoingSchema = z.strictObject({
  protocol: z.enum(['http', 'rpc', 'datastore']),
  default: z.strictObject({
    timeout: z.enum(['none', 'finite']),
    /** One clause: `axios has no default timeout`. */
    says: z.string().min(8),
    /** Versions that it holds for, and where it is documented. */
    version: z.string().min(1),
    source: z.string().min(8),
    /** It comes with the runtime: images of this name from this major version on have it, older ones have no limit. */
    runtime: z.strictObject({ image: z.string(), from: z.int().min(1) }).optional(),
  }),
  calls: z.array(call).default([]),
  clients: z.array(client).default([]),
  deadlines: z.array(deadline).default([]),
  /** Methods that set the deadline within a chain of calls: `request.get(url).timeout(5000)`. */
  chain: z
    .array(z.strictObject({ names: z.array(z.string()).min(1), is: z.enum(['duration', 'context']) }))
    .default([]),
  /**
   * What sets a default for the whole process: an assignment (`defaults.timeout`) or a call (`setGlobalDispatcher`).
   * It gives a duration, or a client whose deadline counts, or what it does is `unclear`.
   */
  globals: z
    .array(
      z.strictObject({
        names,
        is: z.enum(['duration', 'client', 'unclear']),
        /** `calls` where clients that are made apart do not take it over. */
        reaches: z.enum(['calls', 'all']).default('all'),
        /** Ids of the packs whose calls it bounds, where it is not this one alone. */
        of: z.array(z.string()).optional(),
      }),
    )
    .default([]),
  /** Takes functions that may change every request, on the module or on a client. */
  hooks: z.array(z.string()).default([]),
  repair: repair.optional(),
});

/** The same for what others call: the deadline bounds how long a server waits for a request. */
export const inboundSchema = outgoingSchema.omit({ protocol: true });

type Checked = z.infer<typeof outgoingSchema>;

/** Calls and clients that a deadline bounds; `inbound` for servers, which are made and configured as clients are. */
export interface Outgoing extends Omit<Checked, 'protocol'> {
  readonly protocol: Checked['protocol'] | 'inbound';
}
export type CallPattern = Outgoing['calls'][number];
export type ClientPattern = Outgoing['clients'][number];
export type DeadlineOption = Outgoing['deadlines'][number];
