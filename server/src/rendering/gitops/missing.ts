import type { RenderProblem } from '../../model/rendering.ts';
import type { Tree } from '../kustomize/tree.ts';
import type { ReleaseChart } from './release.ts';

/** The problem of a chart that is not in the workspace, with the command that brings it. */
export function missingChart(chart: ReleaseChart, at: Tree | undefined): RenderProblem | undefined {
  const place = at?.from?.[0] ?? at?.at;
  if (!place || chart.type === 'local') return undefined;
  if (chart.type === 'unknown') {
    const message = `The chart of this release is not known: ${chart.because}.`;
    return { ...place, problem: 'unknown', message };
  }
  return {
    ...place,
    problem: 'missing',
    message: `The chart ${chart.name} is not in this workspace. "${pullCommand(chart)}" adds it.`,
  };
}

/** `helm pull NAME --repo URL --version V --untar`. */
function pullCommand({ name, version, repository }: { name: string; version?: string; repository?: string }): string {
  const isOci = repository?.startsWith('oci://') === true;
  const what = isOci
    ? `${repository}/${name}`
    : repository === undefined
      ? `REPOSITORY/${name}`
      : `${name} --repo ${repository}`;
  return `helm pull ${what}${version === undefined ? '' : ` --version ${version}`} --untar`;
}
