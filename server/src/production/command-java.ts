import { ofFile, ownRoots, type CommandTools, type Ran, type Setting } from './command-files.ts';
import { baseOf, optionOf } from './command-words.ts';
import { isSameName } from './names.ts';

/** `java -jar X.jar` and `java pkg.Main`: the main class of the name, of the module, or the only one. */
export function java(args: readonly string[], setting: Setting, tools: CommandTools): Ran | undefined {
  const jar = optionOf(args, ['-jar']);
  const main = args.findLast((word) => /^[a-z][\w]*(\.\w+)+$/.test(word) && !/\.jar$/.test(word));
  const inRoots = ownRoots(setting, tools).flatMap((root) => [
    tools.entries.javaMains.filter((file) => root === '' || file.startsWith(`${root}/`)),
  ]);
  const byClass =
    main === undefined || jar !== undefined
      ? undefined
      : tools.entries.javaMains.find((file) => file.endsWith(`/${main.replaceAll('.', '/')}.java`));
  if (byClass !== undefined) return ofFile(byClass, tools);
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
