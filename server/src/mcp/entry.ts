import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  CallToolRequestSchema,
  ErrorCode,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  McpError,
  ReadResourceRequestSchema,
  type CallToolResult,
  type GetPromptResult,
  type ListPromptsResult,
  type ListResourcesResult,
  type ListResourceTemplatesResult,
  type ListToolsResult,
  type ReadResourceResult,
} from '@modelcontextprotocol/sdk/types.js';
import type { Served } from '../assistant/served.ts';
import type { Logger } from '../model/logger.ts';

// Entry of the bundle of `prr mcp`: the protocol alone. What the tools do is in the core, which is not bundled here.

/** The server asks its client for no values, so that none are validated; the SDK's own validator is not bundled. */
const unused = {
  getValidator(): never {
    throw new Error('nothing is asked of the client');
  },
};

/** Serves the Model Context Protocol on standard input and output; resolves when the client is gone. */
export async function serveStdio(served: Served, logger: Logger): Promise<void> {
  const { version, instructions } = served;
  const server = new Server(
    { name: 'production-readiness', title: 'Production Readiness', version },
    { capabilities: { tools: {}, resources: {}, prompts: {} }, instructions, jsonSchemaValidator: unused },
  );
  const by = () => server.getClientVersion()?.title ?? server.getClientVersion()?.name ?? '';

  server.setRequestHandler(ListToolsRequestSchema, (): ListToolsResult => ({ tools: toolsOf(served) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }): Promise<CallToolResult> => {
    const { text, data } = await served.call(params.name, params.arguments, { by: by(), signal });
    const content = [{ type: 'text' as const, text }];
    return data ? { content, structuredContent: { ...data } } : { content, isError: true };
  });

  server.setRequestHandler(ListResourcesRequestSchema, async ({ params }): Promise<ListResourcesResult> => {
    const list = await served.resources(params?.cursor);
    if (!list) throw invalid('this cursor is none of ours');
    return { resources: [...list.resources], ...(list.cursor === undefined ? {} : { nextCursor: list.cursor }) };
  });
  server.setRequestHandler(ListResourceTemplatesRequestSchema, (): ListResourceTemplatesResult => ({
    resourceTemplates: served.templates.map(({ uri, ...rest }) => ({ uriTemplate: uri, mimeType, ...rest })),
  }));
  server.setRequestHandler(ReadResourceRequestSchema, async ({ params }): Promise<ReadResourceResult> => {
    const text = await served.resource(params.uri);
    if (text === undefined) throw invalid(`there is no resource ${params.uri.slice(0, 200)}`);
    return { contents: [{ uri: params.uri, mimeType, text }] };
  });

  server.setRequestHandler(ListPromptsRequestSchema, (): ListPromptsResult => ({
    prompts: served.prompts.map(({ arguments: args, ...rest }) => ({
      ...rest,
      arguments: args.map((each) => ({ ...each })),
    })),
  }));
  server.setRequestHandler(GetPromptRequestSchema, async ({ params }, { signal }): Promise<GetPromptResult> => {
    const { name, arguments: args = {} } = params;
    const description = served.prompts.find((each) => each.name === name);
    const missing = description?.arguments.find((each) => each.required && !args[each.name]?.trim());
    if (missing) throw invalid(`${name} needs the argument ${missing.name}`);
    const text = await served.prompt(name, args, { by: by(), signal });
    if (text === undefined) throw invalid(`there is no prompt ${name.slice(0, 200)}`);
    return { messages: [{ role: 'user', content: { type: 'text', text } }] };
  });

  const transport = new StdioServerTransport();
  server.onerror = (error) => logger.warn(error.message.slice(0, 500));
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
  });
  // The transport does not notice that its client has gone.
  process.stdin.once('end', () => void server.close());
  await server.connect(transport);
  await closed;
}

const mimeType = 'text/markdown';

function invalid(message: string): McpError {
  return new McpError(ErrorCode.InvalidParams, message);
}

function toolsOf({ tools }: Served): ListToolsResult['tools'] {
  return tools.map(({ name, title, description, writes, input, output }) => ({
    name,
    title,
    description,
    inputSchema: { ...input, type: 'object' as const },
    outputSchema: { ...output, type: 'object' as const },
    annotations: {
      title,
      readOnlyHint: !writes,
      destructiveHint: false,
      idempotentHint: !writes,
      openWorldHint: false,
    },
  }));
}
