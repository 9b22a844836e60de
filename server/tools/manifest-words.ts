import type { SettingGroup } from './configuration.ts';

type Property = Readonly<Record<string, unknown>>;

/** Keys that begin so are generated; all others of `package.nls.json` are written by hand. */
const isGenerated = /^(setting|tool)\./;

/** The groups of settings with keys instead of words, and the words of each key. */
export function keyed(groups: readonly SettingGroup[]): { groups: SettingGroup[]; words: Record<string, string> } {
  const words: Record<string, string> = {};
  const put = (key: string, text: string) => {
    if (words[key] !== undefined && words[key] !== text) throw new Error(`${key} has two texts`);
    words[key] = text;
    return `%${key}%`;
  };
  const property = (key: string, each: Property, values = key): Property => {
    const { description, markdownDescription, enumDescriptions, properties, additionalProperties } = each;
    const choices = each.enum as readonly string[] | undefined;
    const texts = enumDescriptions as readonly string[] | undefined;
    return {
      ...each,
      ...(typeof description === 'string' ? { description: put(key, description) } : {}),
      ...(typeof markdownDescription === 'string' ? { markdownDescription: put(key, markdownDescription) } : {}),
      ...(texts ? { enumDescriptions: texts.map((text, at) => put(`${values}.${choices?.[at] ?? at}`, text)) } : {}),
      ...(isRecord(additionalProperties)
        ? { additionalProperties: property(`${key}.each`, additionalProperties, 'setting.severity') }
        : {}),
      ...(isRecord(properties)
        ? {
            properties: Object.fromEntries(
              Object.entries(properties).map(([name, own]) => [
                name,
                property(`${key}.${name}`, own as Property, 'setting.severity'),
              ]),
            ),
          }
        : {}),
    };
  };
  return {
    groups: groups.map((group) => ({
      ...group,
      title: put(`setting.group.${group.order}`, group.title),
      properties: Object.fromEntries(
        Object.entries(group.properties).map(([name, each]) => [
          name,
          property(name.replace(/^prr\./, 'setting.'), each),
        ]),
      ),
    })),
    words,
  };
}

/** The English words of the manifest: those written by hand, then those that are generated. */
export function manifestWords(
  before: Readonly<Record<string, string>>,
  { generated, description }: { generated: Readonly<Record<string, string>>; description: string },
): Record<string, string> {
  const own = Object.entries(before).filter(([key]) => !isGenerated.test(key));
  return { ...Object.fromEntries(own), description, ...generated };
}

function isRecord(value: unknown): value is Property {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
