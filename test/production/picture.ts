import { indexed } from '../analyse.ts';
import type { ProductionPicture } from '../../server/src/model/production.ts';
import { drawPicture } from '../../server/src/production/production.ts';

/** The picture of a workspace given as texts by path; all files count as source, and `unread` are paths of others. */
export async function pictured(
  files: Readonly<Record<string, string>>,
  workspaceName = 'shop',
  unread: readonly string[] = [],
): Promise<ProductionPicture> {
  const index = await indexed(files);
  return drawPicture({ paths: new Set([...index.paths(), ...unread]), facts: index.inWorkspace, workspaceName });
}

/** `name: program` of each service. */
export function servicesOf({ services }: ProductionPicture): string[] {
  return services.map(({ name, program }) => `${name}: ${program ?? '-'}`).sort();
}

/** A Deployment with one container. */
export function deployment(name: string, image: string, more: readonly string[] = []): string {
  return [
    'apiVersion: apps/v1',
    'kind: Deployment',
    'metadata:',
    `  name: ${name}`,
    'spec:',
    `  selector: { matchLabels: { app: ${name} } }`,
    '  template:',
    `    metadata: { labels: { app: ${name} } }`,
    '    spec:',
    '      containers:',
    `        - name: ${name}`,
    `          image: ${image}`,
    ...more.map((line) => `          ${line}`),
    '',
  ].join('\n');
}

export const goMain = (imports: readonly string[] = ['net/http']): string =>
  `package main\n\nimport (\n${imports.map((each) => `\t"${each}"\n`).join('')})\n\nfunc main() {\n\thttp.ListenAndServe(":80", nil)\n}\n`;

export const javaMain = (pack: string, name: string): string =>
  `package ${pack};\n\nimport org.springframework.boot.SpringApplication;\n\npublic class ${name} {\n  public static void main(String[] args) {\n    SpringApplication.run(${name}.class, args);\n  }\n}\n`;
