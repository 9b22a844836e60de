import type { Route } from '../../model/code-fact.ts';
import type { Value } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from './resolved.ts';
import { joinPaths } from './route-paths.ts';
import { placedCall } from './serving-match.ts';

/** Routes that decorators register: `@Get(':id')` in a class with `@Controller('users')`. */
export function decoratedRoutes(code: ResolvedCode): Route[] {
  const { outline } = code;
  return outline.regions.flatMap((region): Route[] => {
    if (region.kind !== 'function' || !region.decorators) return [];
    return region.decorators.flatMap((decorator) => {
      const call = outline.calls[decorator];
      for (const { pack, serving, name } of placedCall(code, decorator)) {
        const method = serving.routing?.decorators[name];
        if (method === undefined || !call) continue;
        const prefixes = controllerPaths(code, region.parent, serving.routing?.controllers ?? []);
        const own = pathsIn(call.args[0]?.value);
        return prefixes.flatMap((prefix) =>
          own.map((path): Route => ({
            kind: 'route',
            span: call.args[0]?.span ?? call.nameSpan,
            ...(method === '' ? {} : { method }),
            path: slashed(joinPaths(slashed(prefix), path)),
            // A prefix for the whole application, or a version, is set elsewhere.
            prefix: 'unknown',
            library: pack.id,
          })),
        );
      }
      return [];
    });
  });
}

function controllerPaths(code: ResolvedCode, region: number, controllers: readonly string[]): string[] {
  for (const decorator of code.outline.regions[region]?.decorators ?? []) {
    if (!placedCall(code, decorator).some(({ name }) => controllers.includes(name))) continue;
    return pathsIn(code.outline.calls[decorator]?.args[0]?.value);
  }
  return [''];
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
