import type { Route } from '../../model/code-fact.ts';
import type { Argument, Call, Region, Value } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { joinPaths } from './route-paths.ts';
import { placedCall } from '../servers/serving-match.ts';

/** Routes that decorators register: `@Get(':id')` in a class with `@Controller('users')`. */
export function decoratedRoutes(code: ResolvedCode): Route[] {
  const { outline } = code;
  return outline.regions.flatMap((region): Route[] => {
    if (region.kind !== 'function' || !region.decorators) return [];
    return region.decorators.flatMap((decorator) => {
      const call = outline.calls[decorator];
      for (const { pack, serving, name } of placedCall(code, decorator)) {
        const { routing } = serving;
        const method = routing && Object.hasOwn(routing.decorators, name) ? routing.decorators[name] : undefined;
        if (method === undefined || !routing || !call || isClient(code, region.parent, routing.clients)) continue;
        const prefixes = controllerPaths(code, region.parent, routing.controllers);
        const holder = routing.pathFrom === undefined ? call : decoratorNamed(code, region, routing.pathFrom);
        const given = holder && pathArgument(holder);
        const methods = method === '' ? methodsIn(call) : [method];
        return prefixes.flatMap((prefix) =>
          pathsIn(given?.value).flatMap((path) =>
            methods.map((verb): Route => ({
              kind: 'route',
              span: given?.span ?? call.nameSpan,
              ...(verb === undefined ? {} : { method: verb }),
              path: slashed(joinPaths(slashed(prefix), path)),
              // A prefix for the whole application, or a version, is set elsewhere.
              prefix: 'unknown',
              library: pack.id,
            })),
          ),
        );
      }
      return [];
    });
  });
}

function controllerPaths(code: ResolvedCode, region: number, controllers: readonly string[]): string[] {
  for (const decorator of code.outline.regions[region]?.decorators ?? []) {
    if (!placedCall(code, decorator).some(({ name }) => controllers.includes(name))) continue;
    const call = code.outline.calls[decorator];
    return pathsIn(call && pathArgument(call)?.value);
  }
  return [''];
}

/** The argument that holds the path: the first, or in Java one called `value` or `path`. */
function pathArgument({ args }: Call): Argument | undefined {
  return args.find(({ name }) => name === 'value' || name === 'path') ?? args.find(({ name }) => name === undefined);
}

/** `method = RequestMethod.GET`, or a list of them; all where none is named. */
function methodsIn({ args }: Call): (string | undefined)[] {
  const given = args.find(({ name }) => name === 'method')?.value;
  const values = given?.kind === 'list' ? given.items : given ? [given] : [];
  const names = values.flatMap((value) => (value.kind === 'path' ? [value.path.names.at(-1)] : []));
  return names.length > 0 ? names : [undefined];
}

function decoratorNamed({ outline }: ResolvedCode, { decorators }: Region, name: string): Call | undefined {
  const found = decorators?.find((index) => outline.calls[index]?.callee.names.at(-1) === name);
  return found === undefined ? undefined : outline.calls[found];
}

/** Interfaces of declarative clients carry the same decorators as what answers. */
function isClient({ outline }: ResolvedCode, region: number, clients: readonly string[]): boolean {
  const names = outline.regions[region]?.decorators?.map((index) => outline.calls[index]?.callee.names.at(-1) ?? '');
  return names?.some((name) => clients.includes(name)) === true;
}

/** The paths that an argument gives: one text, a list, an object with `path`; none is the empty path. */
function pathsIn(value: Value | undefined): string[] {
  if (!value) return [''];
  if (value.kind === 'string') return [value.text];
  if (value.kind === 'list') return value.items.flatMap(pathsIn);
  if (value.kind === 'object') return pathsIn(value.entries.find((entry) => entry.name === 'path')?.value);
  return [];
}

function slashed(path: string): string {
  return path === '' || path.startsWith('/') ? path : `/${path}`;
}
