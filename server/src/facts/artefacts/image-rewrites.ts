import type { Text } from '../../model/observation.ts';
import { anyImage, type ImageRewrite } from '../../model/image-fact.ts';
import { dig, itemsOf, textOf, type YamlNode } from '../../syntax/yaml-node.ts';
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

/** Whether a file names the images that a release of OpenShift puts its own in the place of. */
export function isImageReferences(file: string): boolean {
  return /(^|\/)image-references$/.test(file);
}

/**
 * What an ImageStream makes of images: pods may name its tags as images where it is looked up, and a release puts its own images
 * in the place of those that its references name.
 */
export function imageStream(artefact: Artefact): ImageRewrite[] {
  const { root, file } = artefact;
  const stream = textOf(dig(root, 'metadata', 'name')) ?? '';
  const tags = itemsOf(dig(root, 'spec', 'tags'));
  const from = (tag: YamlNode) => textOf(dig(tag, 'from', 'name')) ?? '';
  if (isImageReferences(file))
    return tags.flatMap((tag) => {
      const name = placedText(artefact, dig(tag, 'from', 'name'));
      return name ? [{ ...rewriteBy('OpenShift', name), pinned: true }] : [];
    });
  if (textOf(dig(root, 'spec', 'lookupPolicy', 'local')) !== 'true') return [];
  const called = placedText(artefact, dig(root, 'metadata', 'name'));
  // Who fills it is not said here: a build, or a push by hand.
  if (tags.length === 0 && called) return [{ ...rewriteBy('OpenShift', called), pinned: false }];
  const byName = new Map(tags.map((tag) => [textOf(dig(tag, 'name')) ?? '', tag]));
  /** A tag may stand for another one of its stream. */
  const isPinned = (tag: YamlNode, steps = 0): boolean => {
    if (textOf(dig(tag, 'from', 'kind')) === 'DockerImage') return isVersioned(from(tag));
    const next = byName.get(from(tag).replace(/^.*:/, ''));
    return next !== undefined && steps < 5 && isPinned(next, steps + 1);
  };
  return tags.flatMap((tag) => {
    const name = placedText(artefact, dig(tag, 'name'));
    return name ? [{ ...rewriteBy('OpenShift', name), image: stream, tag: name.text, pinned: isPinned(tag) }] : [];
  });
}

/** The images of containers that a trigger of OpenShift sets to what a tag of an ImageStream stands for. */
export function triggeredImages(artefact: Artefact, pod: YamlNode | undefined): ImageRewrite[] {
  const { root, file } = artefact;
  const written = textOf(dig(root, 'metadata', 'annotations', 'image.openshift.io/triggers')) ?? '';
  const annotated = [...written.matchAll(/containers\[\?\(@\.name==\\?["']([\w.-]{1,100})/g)].map(
    ([, name]) => name ?? '',
  );
  const changes = itemsOf(dig(root, 'spec', 'triggers')).filter((each) => textOf(dig(each, 'type')) === 'ImageChange');
  const named = changes.flatMap((each) =>
    itemsOf(dig(each, 'imageChangeParams', 'containerNames')).flatMap((name) => textOf(name) ?? []),
  );
  return itemsOf(dig(pod, 'containers')).flatMap((container) => {
    const image = placedText(artefact, dig(container, 'image'));
    if (!image || ![...annotated, ...named].includes(textOf(dig(container, 'name')) ?? '')) return [];
    return [{ ...rewriteBy('OpenShift', image), pinned: false, resources: [file] }];
  });
}

/** Images that a script, a Makefile or a pipeline puts in the place of those of the manifests. */
export function setImages(text: string): ImageRewrite[] {
  const found = [
    ...text.matchAll(/\bkustomize[ \t]+edit[ \t]+set[ \t]+image[ \t]+["']?([\w./-]{1,200})(?==|:)/g),
    ...text.matchAll(
      /\bkubectl[^\n]{0,200}[ \t]set[ \t]+image[ \t]+[^\n]{0,200}?[ \t][\w*-]{1,100}=["']?([\w./-]{1,200})(?=:)/g,
    ),
  ];
  return [
    ...replacedTags(text),
    ...found.map((match): ImageRewrite => {
      const end = match.index + match[0].length;
      const image = match[1] ?? '';
      return { ...rewriteBy('a pipeline', { text: image, span: { start: end - image.length, end } }), pinned: false };
    }),
  ];
}

function rewriteBy(tool: ImageRewrite['tool'], { text, span }: Text): Omit<ImageRewrite, 'pinned'> {
  return { kind: 'image-rewrite', span, tool, image: text.replace(/@.*$/, '').replace(/:[^/:]*$/, '') };
}

function isVersioned(image: string): boolean {
  const tag = /:([^/:@]+)$/.exec(image)?.[1];
  return image.includes('@') || (tag !== undefined && /\d/.test(tag));
}

/** `sed 's/:latest/:$(VERSION)/' manifests/…`: a release puts its version in the place of the tag, in all files of that folder. */
function replacedTags(text: string): ImageRewrite[] {
  const replacing =
    /\bsed\b[^\n]{0,60}?\bs([/|#,@]):latest\1:\$[^\n]{0,60}?\1[a-z]{0,3}['"]?[ \t]+["']?(?:\.\/)?([\w.-]{1,60}(?:\/[\w.-]{1,60}){0,6}?)\/[^\s/]/g;
  return [...text.matchAll(replacing)].map(({ index, 0: whole, 2: folder = '' }) => ({
    kind: 'image-rewrite',
    span: { start: index, end: index + whole.length },
    tool: 'a pipeline',
    image: anyImage,
    tag: 'latest',
    pinned: false,
    resources: [folder],
  }));
}
