import path from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { root } from '../analyse.ts';

/** What a tool answered. */
export interface Answered {
  readonly text: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly isError: boolean;
  /** Bytes of the text, and of the data as JSON. */
  readonly bytes: { readonly text: number; readonly data: number };
}

/** `prr mcp` on a folder, spoken to with the SDK's own client. */
export interface Session {
  readonly client: Client;
  readonly transport: StdioClientTransport;
  /** What the server wrote to standard error. */
  errors(): string;
  call(name: string, args?: Record<string, unknown>): Promise<Answered>;
  close(): Promise<void>;
}

/** Starts the bundle on a folder. */
export async function startMcp(folder: string, name = 'test-assistant'): Promise<Session> {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [path.join(root, 'dist/prr.cjs'), 'mcp', '--no-cache', folder],
    stderr: 'pipe',
  });
  let errors = '';
  transport.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const client = new Client({ name, version: '1.0.0' });
  await client.connect(transport);
  return {
    client,
    transport,
    errors: () => errors,
    async call(tool, args = {}) {
      const { content, structuredContent, isError } = await client.callTool({ name: tool, arguments: args });
      const text = (content as { type: string; text?: string }[]).map((each) => each.text ?? '').join('\n');
      const data = (structuredContent ?? {}) as Record<string, unknown>;
      const size = (value: string) => Buffer.byteLength(value);
      return {
        text,
        data,
        isError: isError === true,
        bytes: { text: size(text), data: structuredContent ? size(JSON.stringify(data)) : 0 },
      };
    },
    close: () => client.close(),
  };
}
