import type { PackageScripts } from '../../model/image-fact.ts';
import type { Located } from '../../model/rule.ts';

/** Whether a file belongs to a tool that a person starts and ends: a command line, a generator, a diagnosis. */
export function isRunByHand(file: string): boolean {
  return byHand.test(file);
}

const byHand =
  /^tools\/|^pkg\/tools?\/|(^|\/)(_?cli|[\w-]+-cli|create-[\w-]+-app|toolbox|dev-?tools?|cmd\/(tools?|debug\w*|diagnos\w*))\//i;

/** Whether a file tells a vendor how the product is used: no user waits for that. */
export function tellsOfUsage(file: string): boolean {
  return /(^|\/)(analytics|telemetry|[\w-]+-telemetry|usage[-_]?(stats|statistics|reports?))(\/|\.[^/]+$)/i.test(file);
}

/** Whether a file makes faults on purpose, for trials: a value that it cannot read injects none. */
export function injectsFaults(file: string): boolean {
  return /(^|\/)[\w-]*(fault|error|chaos|latency|failure)[-_]?inject\w*(\/|\.[^/]+$)/i.test(file);
}

/** Whether a file is by its name part of a page: what it draws goes wrong for one person, who sees it. */
export function drawsPage(file: string): boolean {
  return /\.[jt]sx$|\.(component|directive|widget|vue)s?\.[jt]s$|(^|\/)(ui|ui-[\w-]+|[\w-]+-ui|web-?app|frontend|browser|components|widgets?)\//.test(
    file,
  );
}

/** Whether code runs in a browser, by its name or by the nearest package around it. */
export function runsInPage(file: string, packages: readonly Located<PackageScripts>[]): boolean {
  if (!/\.[cm]?[jt]sx?$/.test(file)) return false;
  if (/\.client\.[cm]?[jt]sx?$/.test(file)) return true;
  const around = packages
    .map((each) => ({ folder: each.file.slice(0, each.file.lastIndexOf('/') + 1), fact: each.fact }))
    .filter(({ folder }) => file.startsWith(folder))
    .sort((a, b) => b.folder.length - a.folder.length);
  return around[0]?.fact.page === true;
}
