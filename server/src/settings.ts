import type { Conventions } from './model/rule.ts';
import type { Severity } from './model/site.ts';
import { globProblem, maxGlob } from './workspace/globs.ts';

/** How a user may set a rule. */
export type RuleSetting = Severity | 'off';

/** What a folder's team and its user decided; immutable. */
export interface Settings extends Conventions {
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Globs relative to the workspace folder. */
  readonly exclude: readonly string[];
  /** Folders of Markdown pages beside the bundled Guide; relative to the workspace folder, or absolute. */
  readonly guideFolders: readonly string[];
  /** Also show findings in tests, examples, generated code and files that are not deployed. */
  readonly everything: boolean;
  /** Show only what was not found at this git revision; all where it is empty. */
  readonly newSince: string;
  /** Whether SREs may take the pager, or advice is all that is given. */
  readonly engagement: 'takeover' | 'voluntary';
}

interface Schema {
  readonly type: string;
  readonly enum?: readonly string[];
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly additionalProperties?: Schema;
}

interface SettingSpec<T> {
  readonly description: string;
  /** Its limits (`maxLength`, `maxItems`) are enforced by the reader. */
  readonly schema: Schema;
  readonly default: T;
  /** The value if it is of the right shape. */
  read(value: unknown): T | undefined;
}

const ruleSettings: readonly string[] = ['off', 'hint', 'information', 'warning', 'error'];
const strings = (value: unknown) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;

/**
 * The one table of settings. The manifest's block and the schema of `.prr/settings.yaml` are generated from it;
 * keys are the same in both, with `prr.` before them in the editor.
 */
export const settingsTable: { readonly [K in keyof Settings]: SettingSpec<Settings[K]> } = {
  rules: {
    description:
      'Severity by rule id: `off`, `hint`, `information`, `warning` or `error`. Unlisted rules keep their default severity.',
    schema: { type: 'object', additionalProperties: { type: 'string', enum: ruleSettings } },
    default: {},
    read: (value) =>
      isRecord(value) && Object.values(value).every((item) => typeof item === 'string' && ruleSettings.includes(item))
        ? (value as Record<string, RuleSetting>)
        : undefined,
  },
  exclude: {
    description: 'Globs of files and folders that are not read, relative to the workspace folder.',
    schema: { type: 'array', maxItems: 200, items: { type: 'string', maxLength: maxGlob } },
    default: [],
    read: strings,
  },
  guideFolders: {
    description:
      "Folders with your organisation's own Production Guide in Markdown, relative to the workspace folder or absolute. A page with the file name of a bundled page replaces it, unless two pages have that name.",
    schema: { type: 'array', maxItems: 50, items: { type: 'string', maxLength: 1000 } },
    default: [],
    read: strings,
  },
  alertLabels: {
    description:
      'Labels that each alert must have; `team|owner` asks for one of them. Labels of the group and common labels count too.',
    schema: { type: 'array', maxItems: 50, items: { type: 'string', maxLength: 200 } },
    default: ['severity|priority|level'],
    read: strings,
  },
  alertAnnotations: {
    description: 'Annotations that each alert must have; `summary|description` asks for one of them.',
    schema: { type: 'array', maxItems: 50, items: { type: 'string', maxLength: 200 } },
    default: ['summary|description|message|title'],
    read: strings,
  },
  everything: {
    description: 'Also show findings in tests, examples and generated code, and in files that are not deployed.',
    schema: { type: 'boolean' },
    default: false,
    read: (value) => (typeof value === 'boolean' ? value : undefined),
  },
  newSince: {
    description:
      'Show only findings that are new since this git revision: a branch, a tag or a commit (`origin/main`). The checklist still counts all findings.',
    schema: { type: 'string', maxLength: 200 },
    default: '',
    read: (value) => (typeof value === 'string' ? value.trim() : undefined),
  },
  engagement: {
    description:
      'How production engineers engage with services here: `takeover`: SRE may take over on-call after a review; `voluntary`: advisory only, with shared rotations.',
    schema: { type: 'string', enum: ['takeover', 'voluntary'] },
    default: 'takeover',
    read: (value) => (value === 'takeover' || value === 'voluntary' ? value : undefined),
  },
};

/** The settings when nobody decided anything. */
export const defaultSettings: Settings = {
  rules: settingsTable.rules.default,
  exclude: settingsTable.exclude.default,
  guideFolders: settingsTable.guideFolders.default,
  alertLabels: settingsTable.alertLabels.default,
  alertAnnotations: settingsTable.alertAnnotations.default,
  everything: settingsTable.everything.default,
  newSince: settingsTable.newSince.default,
  engagement: settingsTable.engagement.default,
};

/** What is wrong with a setting, and where it is in its layer. */
export interface SettingProblem {
  readonly message: string;
  readonly path: readonly (string | number)[];
}

/**
 * Settings from layers, later ones over earlier ones; rules are merged by id.
 * A value of the wrong shape is left out and named in `problems`.
 * A value that equals the default is nobody's decision: editors send the defaults of all settings,
 * and these must not hide what the team decided.
 */
export function parseSettings(layers: readonly unknown[]): { settings: Settings; problems: SettingProblem[] } {
  const problems: SettingProblem[] = [];
  let settings = defaultSettings;
  for (const layer of layers) {
    if (!isRecord(layer)) continue;
    for (const [key, value] of Object.entries(layer)) {
      if (!isKey(key)) {
        problems.push({ message: `unknown setting ${key}`, path: [key] });
        continue;
      }
      if (value === null || value === undefined) continue;
      const valid = key === 'rules' && isRecord(value) ? onlyValid(value, problems) : value;
      const own = withinLimits(valid, key, problems);
      if (own === undefined) continue;
      const read = settingsTable[key].read(own);
      if (read === undefined) problems.push({ message: `${key} has a value of the wrong kind`, path: [key] });
      else if (JSON.stringify(read) !== JSON.stringify(settingsTable[key].default))
        settings = {
          ...settings,
          [key]: key === 'rules' ? { ...settings.rules, ...(read as Settings['rules']) } : read,
        };
    }
  }
  return { settings, problems };
}

/** The value as far as it is within the limits of its schema; what is over them has no effect and is named. */
function withinLimits(value: unknown, key: keyof Settings, problems: SettingProblem[]): unknown {
  const { schema } = settingsTable[key];
  if (!Array.isArray(value)) {
    const tooLong = typeof value === 'string' && value.length > (schema.maxLength ?? Infinity);
    if (!tooLong) return value;
    problems.push({ message: `${key} is longer than ${schema.maxLength} characters and has no effect`, path: [key] });
    return undefined;
  }
  const { maxItems = Infinity, items: { maxLength = Infinity } = {} } = schema;
  if (value.length > maxItems) {
    const message = `${key} has more than ${maxItems} items; those after them have no effect`;
    problems.push({ message, path: [key, maxItems] });
  }
  return value.slice(0, maxItems).filter((item: unknown, index) => {
    if (typeof item !== 'string') return true;
    const long = item.length > maxLength ? `is longer than ${maxLength} characters and has no effect` : undefined;
    const problem = long ?? (key === 'exclude' ? globProblem(item) : undefined);
    if (problem !== undefined) problems.push({ message: `${key}: this item ${problem}`, path: [key, index] });
    return problem === undefined;
  });
}

/** The severities that are ones; the others are named, so that one mistake costs one rule. */
function onlyValid(rules: Record<string, unknown>, problems: SettingProblem[]): Record<string, unknown> {
  const valid: Record<string, unknown> = {};
  for (const [rule, severity] of Object.entries(rules)) {
    if (typeof severity === 'string' && ruleSettings.includes(severity)) valid[rule] = severity;
    else {
      const message = `rules: ${rule} has no such severity; it may be ${ruleSettings.join(', ')}`;
      problems.push({ message, path: ['rules', rule] });
    }
  }
  return valid;
}

function isKey(key: string): key is keyof Settings {
  return Object.hasOwn(settingsTable, key);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
