import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { findKustomizations } from '../../../server/src/rendering/kustomize/find.ts';
import { filesOf } from '../helm/workspace.ts';

describe('rendering: finding kustomizations', () => {
  it('tells environments from bases, components and resources of Flux', () => {
    const found = findKustomizations(
      filesOf({
        'base/kustomization.yml': 'resources: [web.yaml]\n',
        'prod/Kustomization': 'resources: [../base]\ncomponents: [../more]\n',
        'stage/kustomization.yaml': 'bases: [../base/]\n',
        'more/kustomization.yaml': 'kind: Component\n',
        'flux/kustomization.yaml': 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n',
        'broken/kustomization.yaml': 'resources: [\n',
      }),
    );
    assert.deepEqual(
      found.map(({ folder, isComponent, isIncluded }) => [folder, isComponent, isIncluded]),
      [
        ['base', false, true],
        ['more', true, true],
        ['prod', false, false],
        ['stage', false, false],
      ],
    );
  });
});
