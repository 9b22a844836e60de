import { ofFile, ownRoots, type CommandTools, type Ran, type Setting } from './command-files.ts';
import { baseOf, optionOf } from './command-words.ts';
import { isSameName } from '../names.ts';

/** The class that the arguments of `java` name, where it is here: `pkg.Main`, `-Dloader.main=pkg.Main` of Spring Boot's launcher. */
export function ofClass(args: readonly string[], tools: CommandTools): Ran | undefined {
  const loaded = args.flatMap((word) => /^-Dloader\.main=([\w.]+)$/.exec(word)?.[1] ?? []).at(-1);
  const written = args.includes('-jar')
    ? undefined
    : args.findLast((word) => /^[a-z][\w]*(\.\w+)+$/.test(word) && !/\.jar$/.test(word));
  const main = loaded ?? written;
  if (main === undefined) return undefined;
  const file = tools.entries.javaMains.find((each) => each.endsWith(`/${main.replaceAll('.', '/')}.java`));
  return file === undefined ? undefined : ofFile(file, tools);
}

/** `java -jar X.jar` and `java pkg.Main`: the main class of the name, of the module, or the only one. */
export function java(args: readonly string[], setting: Setting, tools: CommandTools): Ran | undefined {
  const jar = optionOf(args, ['-jar']);
  const named = ofClass(args, tools);
  if (named) return named;
  const inRoots = ownRoots(setting, tools).flatMap((root) => [
    tools.entries.javaMains.filter((file) => root === '' || file.startsWith(`${root}/`)),
  ]);
  const names = [...setting.names, ...(jar === undefined ? [] : [baseOf(jar).replace(/(-[\d.]+.*)?\.jar$/, '')])];
  for (const mains of inRoots) {
    const [found, ...more] = mains;
    if (found !== undefined && more.length === 0) return ofFile(found, tools);
    const fits = mains.find((file) => names.some((each) => file.split('/').some((part) => isSameName(part, each))));
    const applications = mains.filter((file) => /Application\.java$/.test(file));
    // Several applications and none of the name: which of them it is, the image's build says, and not its files.
    const chosen = fits ?? (applications.length === 1 ? applications[0] : undefined);
    if (chosen !== undefined) return ofFile(chosen, tools);
  }
  return undefined;
}
