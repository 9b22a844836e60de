import * as z from 'zod';

/**
 * Names are relative to the pack's module, as in the other sections: `createServer().listen`, `Server{}.Shutdown`;
 * `default` is the module itself or its default export.
 */
const name = z.string().regex(/^[A-Za-z_$][\w$]*(\(\)|\{\})?(\.[A-Za-z_$][\w$]*(\(\)|\{\})?)*$/, 'not a name');
const names = z.array(name).min(1);
const position = z.int().min(0).max(9);

const server = z.strictObject({
  /** Calls that start to serve. */
  names,
  /** The same on variables of these names, where it cannot be told what they hold: `app.listen`. */
  named: z.array(z.string()).default([]),
  /** Where the port or address stands; where it is an object, its `port` and `host` are taken. */
  port: position.optional(),
  /** The field of a server made as a literal that holds its address: `Addr`. */
  portField: z.string().optional(),
  /** Position of the host, where it is apart from the port. */
  host: position.optional(),
  /** Position of the address in the call that made the server. */
  addressOfOwner: position.optional(),
  /** Without host it listens on the loopback alone. */
  local: z.boolean().default(false),
  /** Whether the library itself stops gracefully on SIGTERM. */
  stopsItself: z.enum(['present', 'absent', 'unknown']),
  /** One clause that says so: `Node's server is cut off when SIGTERM ends the process`. */
  because: z.string().min(8),
  /** Where it is documented. */
  source: z.string().min(8),
  /** Paths that the framework may answer by itself, below a prefix that it is told elsewhere. */
  brings: z.array(z.string()).default([]),
  /** What the start gives as soon as a stop begins, before the running requests are done: an `error`, or nothing. */
  returnsAtStop: z.enum(['error', 'nothing']).optional(),
  /** Nothing is given back on which a graceful stop could be asked for. */
  unstoppable: z.boolean().default(false),
  /** What stops it gracefully, for an edit that adds a handler of SIGTERM. */
  repair: z
    .strictObject({
      /** Whether the stop is called on what the server is started on, or on what the start gives. */
      on: z.enum(['owner', 'result']),
      /** The statement; `$it` is that variable. */
      statement: z.string(),
      /** It stands before the start, and needs no handler. */
      before: z.boolean().default(false),
    })
    .optional(),
});

const hook = z.strictObject({
  names,
  /** Position of the first signal; further arguments are signals too. Absent where the library fixes the signals. */
  signals: position.optional(),
  /** Position of the function that runs on a signal. Absent where what runs cannot be seen from the call (a channel, a context). */
  handler: position.optional(),
  /** Whether the library drains by itself; `look` where that is a matter of what the handler or the file does. */
  drains: z.enum(['present', 'absent', 'look']).default('look'),
  because: z.string().min(8),
  source: z.string().min(8),
});

const routes = z.strictObject({
  /** Calls on a router that register a path: `get`, `HandleFunc`. */
  calls: z.array(z.string()).min(1),
  /** The method; `name` where it is the call's name. Absent for all methods. */
  method: z.string().optional(),
  /** Position of the method, where it is an argument. */
  methodAt: position.optional(),
  /** The argument with a name that holds the methods. */
  methodOption: z.string().optional(),
  /** The path begins without slash, and stands below others. */
  bare: z.boolean().default(false),
  /** Position of the path. */
  path: position.default(0),
  /** The path answers for all below it, too. */
  subtree: z.boolean().default(false),
  /** `METHOD host/path` in one text, as Go's ServeMux takes since 1.22. */
  pattern: z.boolean().default(false),
  /** The argument is an object with these entries instead of a path. */
  entries: z.strictObject({ path: z.string(), method: z.string().optional() }).optional(),
  /** Verbs are called on what this gives: `app.route('/x').get(…)`. */
  chain: z.boolean().default(false),
});

const group = z.strictObject({
  /** Calls on a router that give a router below a path. */
  calls: z.array(z.string()).min(1),
  path: position.default(0),
  /** No path is given: the router is the same. */
  same: z.boolean().default(false),
  /** Position of a function that gets the router as its first parameter. */
  within: position.optional(),
  /** The path stands in an object at this position, under this name. */
  option: z.strictObject({ at: position, name: z.string() }).optional(),
});

const mount = z.strictObject({
  calls: z.array(z.string()).min(1),
  path: position.default(0),
  /** The argument with a name that holds the path, which then has no position. */
  prefixOption: z.string().optional(),
  /** From this position on stand the routers. */
  routers: position.default(1),
});

const answer = z.strictObject({
  /** Calls that answer paths beside the routes of a router: health checks of a library, a middleware. */
  names,
  /** Position of the path, or of the object that holds it. */
  at: position.default(0),
  /** The entry whose keys are the paths: `healthChecks`. */
  keys: z.string().optional(),
  /** The entry that holds the path. */
  option: z.string().optional(),
  /** Paths that are answered whatever is given. */
  paths: z.array(z.string()).default([]),
  source: z.string().min(8),
});

const consumer = z.strictObject({
  /** Calls that take messages from a broker. */
  names,
  /** The same on variables of these names, where it cannot be told what they hold: `channel.start_consuming`. */
  named: z.array(z.string()).default([]),
  /** `take`: some messages at a time, in a loop; `iterate`: a loop goes over what it gives; `run`: it goes on by itself. */
  mode: z.enum(['take', 'iterate', 'run']),
  /** Methods that end it: `stop_consuming`, `close`. */
  stops: z.array(z.string()).default([]),
  /** Position of the context that ends it. */
  context: position.optional(),
  /** Whether the library itself ends it on SIGTERM. */
  stopsItself: z.enum(['present', 'absent']).default('absent'),
  because: z.string().min(8),
  source: z.string().min(8),
});

/** What a pack knows about serving: starts, stops, routes and loggers. */
export const servingSchema = z.strictObject({
  servers: z.array(server).default([]),
  hooks: z.array(hook).default([]),
  /** What answers paths without a route. */
  answers: z.array(answer).default([]),
  /** What takes messages from a broker without an end. */
  consumers: z.array(consumer).default([]),
  /** A plug-in that only needs to be imported and handed on: what it does on a signal. */
  plugin: z
    .strictObject({ drains: z.enum(['present', 'absent']), because: z.string().min(8), source: z.string().min(8) })
    .optional(),
  /** Methods that give back what they are called on: `use` in `new Koa().use(…).listen(…)`; `*` for all behind what makes it. */
  fluent: z.array(z.string()).default([]),
  /** Calls that stop a server and let it finish what it does. */
  drains: z.array(name).default([]),
  /** The same on variables of these names, where it cannot be told what they hold: `server.close`. */
  drainsNamed: z.array(z.string()).default([]),
  /** Stops return nothing to wait for: only their callback tells that they are done. */
  stopsByCallback: z.boolean().default(false),
  /** Stops return at once; these calls wait until they are done: `awaitTermination`. */
  stopsWaitedBy: z.array(z.string()).default([]),
  /** Calls that stop a server and cut off what it does. */
  aborts: z.array(name).default([]),
  routing: z
    .strictObject({
      /** What gives the router at the top, or its declared type: `default()`, `Engine{}`. */
      roots: z.array(name).default([]),
      /** What gives a router that is mounted elsewhere, or its declared type: `Router()`. In both lists: at the top unless mounted or returned. */
      routers: z.array(name).default([]),
      /** Option, or argument with a name, of what gives a router that holds its prefix. */
      prefixOption: z.string().optional(),
      routes: z.array(routes).default([]),
      groups: z.array(group).default([]),
      mounts: z.array(mount).default([]),
      /** Decorators on a method that register its path, by name: their HTTP method, empty for all. */
      decorators: z.record(z.string(), z.string()).default({}),
      /** The decorator on a method that holds its path, where that of the HTTP method has none. */
      pathFrom: z.string().optional(),
      /** Decorators on a class that calls these paths and does not answer them. */
      clients: z.array(z.string()).default([]),
      /** Decorators on a class that give the prefix. */
      controllers: z.array(z.string()).default([]),
    })
    .optional(),
  /** Calls that log, count or report. */
  loggers: z.array(name).default([]),
  /** The code runs where the platform starts and stops it: a server started here is for local use. */
  serverless: z.boolean().default(false),
});

export type Serving = z.infer<typeof servingSchema>;
export type ServerPattern = Serving['servers'][number];
export type ConsumerPattern = Serving['consumers'][number];
export type HookPattern = Serving['hooks'][number];
export type Routing = NonNullable<Serving['routing']>;
