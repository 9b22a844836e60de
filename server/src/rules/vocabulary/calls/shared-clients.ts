import type { ClientExport, ClientUse, OutgoingCall } from '../../../model/code-fact.ts';
import type { Located, RuleContext } from '../../../model/rule.ts';

/** Whether an import of `module` in `from` may lead to `file`; all are paths from the workspace's root. */
export function leadsTo(from: string, module: string, file: string): boolean {
  const folder = from.slice(0, Math.max(0, from.lastIndexOf('/')));
  const target = withoutEnding(file);
  if (module === '.') return folderOf(file) === folder && file !== from && endingOf(file) === endingOf(from);
  if (/\.py$/.test(file)) return isPythonModule(folder, module, target);
  if (/\.go$/.test(file)) return folderOf(file) === module || module.endsWith(`/${folderOf(file)}`);
  if (/^\.{1,2}(\/|$)/.test(module))
    return withoutIndex(target) === withoutIndex(withoutEnding(joined(folder, module)));
  const bare = withoutIndex(withoutEnding(module.replace(/^([@~#$]?\/|#)/, '')));
  return bare !== '' && (withoutIndex(target) === bare || withoutIndex(target).endsWith(`/${bare}`));
}

/** Places that make the client which a call on something of another file uses. */
export function makersOf(use: ClientUse, context: RuleContext): readonly Located<ClientExport>[] {
  return context
    .inWorkspace('client-export')
    .filter(({ file, fact }) => fact.name === use.name && leadsTo(context.file, use.module, file));
}

/** Calls in other files on a client that is made here. */
export function usesOf(client: OutgoingCall, context: RuleContext): readonly Located<ClientUse>[] {
  const names = context
    .inFile('client-export')
    .filter(({ span }) => span.start === client.span.start)
    .map(({ name }) => name);
  if (names.length === 0) return [];
  return context
    .inWorkspace('client-use')
    .filter(({ file, fact }) => names.includes(fact.name) && leadsTo(file, fact.module, context.file));
}

/** `.`, `..pkg.clients` and `shop.http` as Python resolves them; the root of the packages may lie in any folder. */
function isPythonModule(folder: string, module: string, target: string): boolean {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const path = module.slice(dots).replaceAll('.', '/');
  const file = target.replace(/\/__init__$/, '');
  if (dots === 0) return path !== '' && (file === path || file.endsWith(`/${path}`));
  const up = folder.split('/').slice(0, folder === '' ? 0 : folder.split('/').length - (dots - 1));
  return file === [...up, path].filter((part) => part !== '').join('/');
}

function joined(folder: string, module: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of module.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

function endingOf(file: string): string {
  return file.slice(file.lastIndexOf('.'));
}

function withoutEnding(file: string): string {
  return file.replace(/\.(d\.ts|[cm]?[jt]sx?|py)$/, '');
}

function withoutIndex(file: string): string {
  return file.replace(/(^|\/)index$/, '');
}
