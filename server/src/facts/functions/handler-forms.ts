import type { EntryLink } from '../../model/path-fact.ts';
import type { Region } from '../../syntax/code/outline.ts';
import type { ResolvedCode } from '../code/resolved.ts';
import { handlesRequests } from './carriers.ts';
import { symbolOfRegion } from './region-symbol.ts';
import { say } from '../../words/say.ts';

const verbs = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)$/;
/** Methods of classes that take requests, by what the class extends. */
const classed: readonly { readonly language: string; readonly above: RegExp; readonly methods: RegExp }[] = [
  {
    language: 'python',
    above: /(?:View|ViewSet|Viewset|APIView|Resource|RequestHandler|MethodView|BaseHTTPRequestHandler|HTTPEndpoint)$/,
    methods:
      /^(?:get|post|put|patch|delete|list|create|retrieve|update|partial_update|destroy|do_GET|do_POST|do_PUT|do_DELETE)$/,
  },
  { language: 'python', above: /(?:Mutation|ObjectType)$/, methods: /^(?:perform_mutation|mutate|resolve_\w+)$/ },
  { language: 'java', above: /(?:^|\.)HttpServlet$/, methods: /^do(?:Get|Post|Put|Delete|Patch)$/ },
];

/** Functions that take requests by their form alone, where nothing here says for which path. */
export function handlersByForm(code: ResolvedCode): EntryLink[] {
  const { outline } = code;
  return outline.regions.flatMap((region, index): EntryLink[] => {
    if (region.kind !== 'function') return [];
    const words = wordsOf(region, index, code);
    if (words === undefined) return [];
    const waits = words.startsWith('messages') ? 'queue' : 'user';
    return [{ span: region.nameSpan ?? region.opener, words, waits, to: [symbolOfRegion(index, code)], byForm: true }];
  });
}

function wordsOf(region: Region, index: number, { outline, resolver }: ResolvedCode): string | undefined {
  const { name = '', parameters = [] } = region;
  const { language, regions } = outline;
  if (handlesRequests(region, outline)) {
    const around = name === '' ? resolver.within(index) : name;
    return around === undefined
      ? say('handler-forms.an-http-handler')
      : say('handler-forms.the-http-handler', { around });
  }
  if (language === 'go')
    return name === 'ConsumeClaim' && region.receiver ? say('handler-forms.messages-of-consumeclaim') : undefined;
  const owner = regions[region.parent];
  if (owner?.kind === 'class') {
    const known = classed.find(
      (each) =>
        each.language === language &&
        each.methods.test(name) &&
        (owner.supertypes ?? []).some((type) => each.above.test(type.replace(/[<[(].*$/s, ''))),
    );
    return known ? `${owner.name ?? ''}.${name}` : undefined;
  }
  if (language !== 'typescript' && language !== 'javascript') return undefined;
  const isExported = (exported: string) =>
    outline.exports.some((each) => each.name === exported && (each.local ?? each.name) === name);
  // Files of Next.js: `export async function POST(request)` in a route, `export default function handler(req, res)`.
  if (region.parent === 0 && verbs.test(name) && isExported(name))
    return say('handler-forms.the-handler-of-requests', { name });
  if (parameters.some(({ type }) => type === 'NextApiResponse' || type?.startsWith('NextApiResponse<')))
    return name === '' ? say('handler-forms.a-request-handler') : say('handler-forms.the-handler', { name });
  const [first, second] = parameters.map((each) => each.name);
  const isPage = region.parent === 0 && /^_?req(?:uest)?$/.test(first ?? '') && /^_?res(?:ponse)?$/.test(second ?? '');
  return isPage && isExported('default') ? say('handler-forms.the-handler', { name }) : undefined;
}
