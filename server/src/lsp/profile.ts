import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { ServiceProfile, Told } from '../model/profile.ts';
import { method, type Changed, type ServiceParams } from '../protocol.ts';
import type { ChangeView, DescribeParams, ProfileView, ToldView, DraftedView } from '../protocol/checklist.ts';
import { locatorOf, type Context } from './context.ts';
import { uriOf, type Locator } from './convert.ts';
import { findService } from './services.ts';
import { mustName } from './well-formed.ts';

/** What is known of a service, and what people say of it. Changes throw, so that the client can say what went wrong. */
export function registerProfile(
  context: Context,
  { changed }: { changed: (...what: Changed['what'][number][]) => void },
): void {
  const { connection, guard } = context;
  const wanted = async (params: ServiceParams) => {
    const found = await findService(context, params);
    if (!found) throw new ResponseError(ErrorCodes.InvalidRequest, `there is no service ${params.service ?? ''}`);
    return { ...found, review: await found.core.review() };
  };

  connection.onRequest(
    method.profile,
    guard('profile', null, async (params: ServiceParams): Promise<ProfileView | null> => {
      const { core, folder, service, review } = await wanted(params);
      return profileView((await review.of(service)).profile, locatorOf(folder, core));
    }),
  );
  connection.onRequest(method.describe, async ({ fields, ...params }: DescribeParams): Promise<ChangeView> => {
    mustName(params, 'service');
    const { folder, service, review } = await wanted(params);
    const given = Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value ?? undefined]));
    const change = await review.describe(service.name, given);
    changed('checklist', 'services');
    return { folder: folder.uri, ...change };
  });
  connection.onRequest(method.draftDescriptor, async (params: ServiceParams): Promise<DraftedView> => {
    mustName(params, 'service');
    const { folder, service, review } = await wanted(params);
    const { file, created } = await review.draftDescriptor(service);
    changed('checklist', 'services');
    return { uri: uriOf(folder.path, file), created };
  });
}

/** The profile with its places as an editor needs them. */
export async function profileView(profile: ServiceProfile, at: Locator): Promise<ProfileView> {
  const { title, description, kind, tier, phase, owner, contact, rotation, traits, descriptor } = profile;
  const told = async <T extends string>(name: T, value: Told<unknown> | undefined) =>
    value ? { [name]: await toldView(value, at) } : {};
  return {
    tier: await toldView(tier, at),
    kind: await toldView(kind, at),
    traits: await Promise.all(traits.map(({ id, ...trait }) => toldView({ ...trait, value: id }, at))),
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(await told('phase', phase)),
    ...(await told('owner', owner)),
    ...(await told('contact', contact)),
    ...(await told('rotation', rotation)),
    ...(descriptor === undefined
      ? {}
      : { descriptor: await at.view({ file: descriptor, span: { start: 0, end: 0 } }) }),
  };
}

async function toldView({ value, because, at: place, assumed }: Told<unknown>, at: Locator): Promise<ToldView> {
  return {
    value: String(value),
    because,
    ...(place ? { at: await at.view(place) } : {}),
    ...(assumed ? { assumed } : {}),
  };
}
