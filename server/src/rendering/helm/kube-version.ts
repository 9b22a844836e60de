import { defaultKubeVersion, readKubeVersion } from './capabilities.ts';
import type { Chart } from './chart.ts';
import { compatible } from './ports.ts';

/** The oldest minor version that a chart is tried with; Helm 3 itself needs a later one. */
const oldestMinor = 16;

/** The version that a chart is rendered for: the one that is given, or else the latest that the chart is for. */
export function kubeVersionFor(
  { metadata: { kubeVersion: range } }: Chart,
  given: string | undefined,
): { readonly version: string; readonly fits: boolean } {
  const asked = given === undefined ? undefined : readKubeVersion(given);
  if (asked !== undefined) return { version: asked, fits: compatible(asked, range) };
  const [, major = '1', minor = '0'] = /^v([0-9]+)\.([0-9]+)/.exec(defaultKubeVersion) ?? [];
  for (let each = Number(minor); each >= oldestMinor; each--) {
    const version = `v${major}.${each}.0`;
    if (compatible(version, range)) return { version, fits: true };
  }
  return { version: defaultKubeVersion, fits: false };
}
