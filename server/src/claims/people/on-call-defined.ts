import type { ClaimReader } from '../../model/claim.ts';
import { cannotTell, shown } from '../readings.ts';
import { componentOfService } from './components.ts';

/** Somebody is called when the service fails: a rotation or an escalation is named, or a paging tool knows the service. */
export const onCallDefined: ClaimReader = {
  id: 'on-call-defined',
  looks:
    'The rotation, backup and contact in its descriptor, and the annotations of paging tools on its component in Backstage.',
  read(view) {
    const { rotation, escalation, contact } = view.profile;
    const said = [
      { told: rotation, words: 'is on call' },
      { told: escalation, words: 'is the backup' },
      { told: contact, words: 'is the contact' },
    ].flatMap(({ told, words }) =>
      told?.at && told.value.trim() !== '' ? [{ ...told.at, message: `${told.value} ${words}` }] : [],
    );
    const component = componentOfService(view);
    const paged = component?.fact.pagedBy;
    const annotated =
      component && paged ? [{ file: component.file, span: paged.span, message: `${paged.tool} pages for it` }] : [];
    const [first, ...more] = [...said, ...annotated];
    return first
      ? shown(first.message, [first, ...more])
      : cannotTell('No rotation, escalation or contact is named', 'Who is called when the service fails?');
  },
};
