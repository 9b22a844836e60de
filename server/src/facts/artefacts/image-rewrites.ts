import type { ImageRewrite } from '../../model/image-fact.ts';
import { dig, itemsOf, textOf } from '../../syntax/yaml-node.ts';
import { type Artefact, placedText } from './artefact.ts';
import { joinPath } from './paths.ts';

/** The `images:` of a kustomization. */
export function kustomizeImages(artefact: Artefact, resources: readonly string[]): ImageRewrite[] {
  return itemsOf(dig(artefact.root, 'images')).flatMap((item): ImageRewrite[] => {
    const name = placedText(artefact, dig(item, 'name'));
    if (!name) return [];
    const newName = textOf(dig(item, 'newName'));
    const tag = placedText(artefact, dig(item, 'newTag'));
    const digest = placedText(artefact, dig(item, 'digest'));
    const reference = newName ?? name.text;
    const becomes = digest ? `${reference}@${digest.text}` : tag ? `${reference}:${tag.text}` : undefined;
    return [
      {
        kind: 'image-rewrite',
        span: (digest ?? tag ?? name).span,
        tool: 'Kustomize',
        image: name.text,
        ...(becomes === undefined ? {} : { becomes }),
        pinned: becomes !== undefined && tag?.text !== 'latest',
        resources,
      },
    ];
  });
}

/** Whether a file is for Skaffold. */
export function isSkaffold(text: string): boolean {
  return /^apiVersion:[ \t]*["']?skaffold\//m.test(text);
}

/** The artifacts that Skaffold builds: it puts a tag of its own in the place of theirs. */
export function skaffoldImages(artefact: Artefact): ImageRewrite[] {
  const { root } = artefact;
  const artifacts = [
    ...itemsOf(dig(root, 'build', 'artifacts')),
    ...itemsOf(dig(root, 'profiles')).flatMap((profile) => itemsOf(dig(profile, 'build', 'artifacts'))),
  ];
  return artifacts.flatMap((item) => {
    const image = placedText(artefact, dig(item, 'image'));
    return image
      ? [{ kind: 'image-rewrite', span: image.span, tool: 'Skaffold', image: image.text, pinned: true }]
      : [];
  });
}

/** The images that a Tiltfile builds, while developers work. */
export function tiltImages(text: string): ImageRewrite[] {
  return [
    ...text.matchAll(
      /\b(?:docker_build|custom_build|docker_build_with_restart)\s*\(\s*(?:ref\s*=\s*)?["']([^"']+)["']/g,
    ),
  ].map((match) => {
    const start = match.index + match[0].length - 1 - (match[1]?.length ?? 0);
    const image = match[1] ?? '';
    return {
      kind: 'image-rewrite',
      span: { start, end: start + image.length },
      tool: 'Tilt',
      image: image.replace(/:[^/:]*$/, ''),
      pinned: false,
    };
  });
}

/** Files and folders that a kustomization takes manifests from. */
export function resourcesOfKustomization({ file, root }: Artefact): string[] {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  return ['resources', 'bases', 'components'].flatMap((key) =>
    itemsOf(dig(root, key)).flatMap((item) => joinPath(folder, textOf(item) ?? '') ?? []),
  );
}
