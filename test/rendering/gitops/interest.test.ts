import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { openInterest } from '../../../server/src/rendering/gitops/interest.ts';
import { findKustomizations } from '../../../server/src/rendering/kustomize/find.ts';
import { filesOf } from '../helm/workspace.ts';

describe('rendering: where resources of Flux and Argo CD may be', () => {
  it('follows what kustomizations include, and ConfigMaps that resources name', () => {
    const files = filesOf({
      'a/kustomization.yaml': 'resources: [../base]\n',
      'base/kustomization.yaml': 'resources: [release.yaml]\n',
      'base/release.yaml':
        'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a}\nspec:\n  valuesFrom:\n    - kind: ConfigMap\n      name: sizes\n',
      'b/kustomization.yaml': 'resources: [web.yaml]\n',
      'b/web.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, annotations: {argocd.argoproj.io/sync-wave: "1"}}\n',
      'c/kustomization.yaml': 'configMapGenerator:\n  - name: sizes\n',
      'd/sizes.yaml': 'kind: ConfigMap\nmetadata:\n  name: sizes\n',
      'e/kustomization.yaml': 'resources: [../f]\n',
      'f/kustomization.yaml': 'resources: [../e]\n',
      'charts/x/templates/app.yaml':
        'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: {{ .Values.name }}}\n',
    });
    const interest = openInterest(files, findKustomizations(files));
    const told = ['a', 'b', 'c', 'd', 'e', 'f', 'charts'].filter((folder) => interest.isFolder(folder));
    assert.deepEqual(told, ['a', 'c', 'd']);
    assert.equal(interest.isFile('charts/x/templates/app.yaml'), false);
  });
});
