import type { Rule } from '../src/model/rule.ts';

type Property = Readonly<Record<string, unknown>>;

/** Settings under one title, in the editor's list of settings. */
export interface SettingGroup {
  readonly title: string;
  readonly order: number;
  readonly properties: Readonly<Record<string, Property>>;
}

/** Groups of the editor's settings, and the settings of each in their order; what is not named here is about the editor. */
const groups: readonly { readonly title: string; readonly keys: readonly string[] }[] = [
  { title: 'Findings', keys: ['rules', 'exclude', 'newSince', 'everything'] },
  { title: 'Alert rules', keys: ['alertLabels', 'alertAnnotations'] },
  { title: 'Guide and engagement', keys: ['guideFolders', 'engagement'] },
  { title: 'Production', keys: ['observe.prometheus', 'observe.alertmanager'] },
];
const others = 'Editor';

/** What each value of a setting does. */
const valueDescriptions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  severity: {
    off: 'The rule does not run. Its checklist item needs an answer from a person.',
    hint: 'Findings are marked with dots, and are not in Problems.',
    information: 'Findings are shown as information.',
    warning: 'Findings are shown as warnings.',
    error: 'Findings are shown as errors.',
  },
  engagement: {
    takeover: 'SRE can take over on-call after a review.',
    voluntary: 'SRE gives advice. The developers stay on call, or share a rotation.',
  },
  'trace.server': {
    off: 'No messages are traced.',
    messages: 'Names of messages are traced.',
    verbose: 'Messages are traced with their content.',
  },
};

/** The manifest's settings in groups, each with its order, and values with their descriptions. */
export function configurationOf(
  properties: Readonly<Record<string, Property>>,
  { rules }: { rules: readonly Rule[] },
): SettingGroup[] {
  const groupOf = (key: string) => groups.find(({ keys }) => keys.includes(key))?.title ?? others;
  return [...groups.map(({ title }) => title), others].map((title, order) => {
    const own = Object.entries(properties)
      .map(([name, property]) => ({ name, key: name.replace(/^prr\./, ''), property }))
      .filter(({ key }) => groupOf(key) === title);
    const keys = groups.find((each) => each.title === title)?.keys ?? own.map(({ key }) => key);
    const sorted = own.sort((a, b) => keys.indexOf(a.key) - keys.indexOf(b.key));
    return {
      title,
      order: order + 1,
      properties: Object.fromEntries(
        sorted.map(({ name, key, property }, index) => [
          name,
          {
            order: index + 1,
            ...described(key, key === 'rules' ? withRuleIds(property, rules) : property),
          },
        ]),
      ),
    };
  });
}

/** The schema of `rules` with the id of each rule, so that editors complete them. */
export function withRuleIds(property: Property, rules: readonly Rule[]): Property {
  const severity = property.additionalProperties as Property;
  return {
    ...property,
    properties: Object.fromEntries(
      rules.map(({ id, summary, severity: own }) => [
        id,
        { ...described('severity', severity), description: `${summary}. Default: ${own}.` },
      ]),
    ),
    additionalProperties: described('severity', severity),
  };
}

function described(key: string, property: Property): Property {
  const words = valueDescriptions[key];
  const values = property.enum as readonly string[] | undefined;
  if (!words || !values) return property;
  return { ...property, enumDescriptions: values.map((value) => words[value] ?? '') };
}
