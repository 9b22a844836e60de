import { isInnerPath } from '../workspace/inner-path.ts';
import type { Place } from '../model/span.ts';
import type { Service } from '../model/service.ts';
import { openRanges } from '../report/findings.ts';
import type { Readiness } from '../service.ts';
import { cut, limits } from './limits.ts';
import { ToolError } from './tool-error.ts';

/** Places of files as text. */
export interface Places {
  /** `file:line`. */
  at(place: Place): Promise<string>;
  /** The text of the line where it begins, trimmed. */
  line(place: Place): Promise<string>;
}

/** Reads each file once while places are written out. */
export function openPlaces(core: Pick<Readiness, 'live'>, text = (file: string) => core.live.text(file)): Places {
  const rangeOf = openRanges(text);
  return {
    at: async (place) => `${place.file}:${(await rangeOf(place)).range.start.line}`,
    async line(place) {
      const { text: whole, range } = await rangeOf(place);
      return cut((whole.split('\n', range.start.line)[range.start.line - 1] ?? '').trim(), limits.name);
    },
  };
}

/** A path as an assistant gives it, relative to the workspace. Throws for one outside of it. */
export function innerPath(core: Pick<Readiness, 'workspace'>, path: string): string {
  const root = core.workspace.root.replaceAll('\\', '/').replace(/\/$/, '');
  const plain = path.replaceAll('\\', '/').replace(/^\.\//, '');
  const inner = plain.startsWith(`${root}/`) ? plain.slice(root.length + 1) : plain;
  if (!isInnerPath(inner) || inner.includes('\0')) throw new ToolError(`${cut(path, 200)} is outside the workspace`);
  return inner.replace(/\/$/, '');
}

/** The service of a name. Throws for an unknown one, with those that there are. */
export function serviceNamed(core: Pick<Readiness, 'services'>, name: string): Service {
  const services = core.services();
  const found = services.find((each) => each.name === name);
  if (found) return found;
  const names = services.slice(0, 20).map((each) => each.name);
  const more = services.length > names.length ? ` and ${services.length - names.length} more` : '';
  throw new ToolError(`there is no service ${cut(name, 100)}; services: ${names.join(', ') || 'none'}${more}`);
}

/** The service of a name, or the only one where none is named. */
export function serviceOrOnly(core: Pick<Readiness, 'services'>, name: string | undefined): Service {
  const [only, second] = core.services();
  if (name === undefined && only && !second) return only;
  if (!only) throw new ToolError('no service was found in this workspace');
  if (name !== undefined) return serviceNamed(core, name);
  const names = core.services().slice(0, 20);
  throw new ToolError(`name the service: ${names.map((each) => each.name).join(', ')}`);
}
