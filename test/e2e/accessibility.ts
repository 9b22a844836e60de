import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What a test of accessibility has against a page. */
export async function violations(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe);
  return frame.evaluate(async () => {
    interface Found {
      id: string;
      nodes: { html: string; failureSummary?: string }[];
    }
    const { axe: tool } = globalThis as unknown as { axe: { run(): Promise<{ violations: Found[] }> } };
    const { violations: found } = await tool.run();
    return found.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary ?? ''}`).join('; ')}`,
    );
  });
}
