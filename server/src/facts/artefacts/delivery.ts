import type { Fact } from '../../model/fact.ts';
import { readYaml } from '../../syntax/yaml.ts';
import { dig, stringsOf } from '../../syntax/yaml-node.ts';
import { type Artefact, placed } from './artefact.ts';
import { goBinaries, isRelease, releasedBinaries } from './binary-builds.ts';
import { extractCompose, isCompose } from './compose.ts';
import { isBakeFile, isDeliveryFile, isDockerfile, isMakefile, isShellScript, isTiltfile } from './delivery-files.ts';
import { extractDockerfile } from './dockerfile.ts';
import { actionBuilds, bakeBuilds, dockerBuilds, skaffoldBuilds } from './image-builds.ts';
import { extractProcesses, isProcessFile } from './processes.ts';
import { isSkaffold, setImages, skaffoldImages, tiltImages } from './image-rewrites.ts';
import { extractScript } from './shell-script.ts';
import { extractPipeline, isPipeline } from './workflow.ts';
import { say } from '../../words/say.ts';

/** UTF-16 units of a script or a Dockerfile; nobody writes larger ones, and what is generated is not worth the time. */
const maxScript = 100_000;

/** Facts of a file that says how images are made, named and started; undefined for any other file. */
export function extractDelivery(file: string, text: string): Fact[] | undefined {
  if (text.length > maxScript && isDeliveryFile(file)) {
    const message = say('delivery.it-has-more-than-characters', { maxScript });
    return [{ kind: 'trouble', trouble: 'too-large', span: { start: 0, end: 0 }, message }];
  }
  if (isShellScript(file))
    return [...extractScript(text), ...dockerBuilds(file, text), ...goBinaries(text), ...setImages(text)];
  if (isMakefile(file)) return [...dockerBuilds(file, text), ...goBinaries(text), ...setImages(text)];
  if (isBakeFile(file)) return bakeBuilds(file, text);
  if (isProcessFile(file)) return extractProcesses(file, text);
  if (isTiltfile(file)) return tiltImages(text);
  if (/(^|\/)package\.json$/.test(file)) return /"scripts"/.test(text) ? packageScripts(rooted(file, text)) : [];
  if (/\.ya?ml$/i.test(file)) {
    if (isCompose(file, text)) return rooted(file, text).flatMap(extractCompose);
    if (isRelease(file)) return rooted(file, text).flatMap(releasedBinaries);
    if (isPipeline(file, text)) return pipelineFacts(file, text);
    return isSkaffold(text)
      ? rooted(file, text).flatMap((each) => [...skaffoldImages(each), ...skaffoldBuilds(each)])
      : undefined;
  }
  return isDockerfile(file) ? extractDockerfile(text) : undefined;
}

function pipelineFacts(file: string, text: string): Fact[] {
  return [
    ...rooted(file, text).flatMap((each) => [...extractPipeline(each), ...actionBuilds(each)]),
    ...dockerBuilds(file, text),
    ...setImages(text),
  ];
}

function rooted(file: string, text: string): Artefact[] {
  return readYaml(text).flatMap(({ root, start }) => (root ? [{ file, text, base: start, root }] : []));
}

function packageScripts([artefact]: readonly Artefact[]): Fact[] {
  const scripts = dig(artefact?.root, 'scripts');
  if (!artefact || scripts?.type !== 'map') return [];
  const uses = {
    ...stringsOf(dig(artefact.root, 'dependencies')),
    ...stringsOf(dig(artefact.root, 'devDependencies')),
  };
  const names = Object.keys(uses);
  const isPage = names.some((name) => pages.test(name)) && !names.some((name) => serving.test(name));
  return [
    {
      kind: 'package-scripts',
      span: placed(artefact, scripts.span),
      scripts: stringsOf(scripts),
      ...(isPage ? { page: true as const } : {}),
    },
  ];
}

/** What only a page has, and what a package has that also serves. */
const pages = /^(react-dom|vue|svelte|solid-js|preact|@angular\/platform-browser)$/;
const serving =
  /^(express|fastify|koa|next|nuxt3?|hono|h3|nitropack|astro|@?hapi(\/hapi)?|restify|polka|@nestjs\/core|@sveltejs\/kit|@remix-run\/.*|@react-router\/(node|serve)|@angular\/ssr|@tanstack\/(react|solid)-start|vike|electron|react-native|gatsby|@builder\.io\/qwik-city)$/;
