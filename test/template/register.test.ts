import fc from 'fast-check';
import { fold } from '../../domain/process/fold.ts';
import { type DocumentKind, documentKinds, type FoundPlaceholder, placeholdersOf, refusePlaceholders, written } from '../../domain/register/placeholders.ts';
import { type TemplateCommand, type TemplateState, template, templateId, templateInForce } from '../../domain/register/template.ts';
import { as, noon, verdict, world } from '../register/fixture.ts';

const office = as('office', 'ann', '0a0b0c0d-1111-4222-8333-444455556666');
const unitId = office.unitId ?? '';
const unit = { id: unitId, name: '健康办', aliases: [], kind: 'office' as const, from: 0 };
const file = (id: string, owner = unitId) => ({ id, unitId: owner, sha256: `${id}`.repeat(8), name: '模板.docx', mediaType: 'docx', size: 1 });
const given = (actor = office) => ({
  ...world(actor, { units: [unit] }),
  attachments: new Map([...['a', 'b', 'c'].map((id) => [id, file(id)] as const), ['theirs', file('theirs', 'bureau')]]),
});
const whole = (kind: DocumentKind): readonly FoundPlaceholder[] => placeholdersOf(kind).map((one) => ({ name: one, alone: true }));
const put: TemplateCommand = { type: 'putInForce', unitId, kind: 'minutes', name: '纪要', evidence: 'a', placeholders: whole('minutes') };
const id = templateId(unitId, 'minutes');

describe('a template', () => {
  test.each<[string, Partial<typeof put>, ReturnType<typeof as>, string]>([
    ['by its office', {}, office, 'ok templatePutInForce'],
    ['by an administrator for the office', {}, as('administrator', 'root', unitId), 'ok templatePutInForce'],
    ['by another office', {}, as('office', 'ben', 'bureau'), 'template.not_your_unit'],
    ['for a unit that is gone', { unitId: 'gone' }, as('administrator', 'root', 'bureau'), 'unit.unknown'],
    ['of another kind than its id says', { kind: 'bulletin', placeholders: whole('bulletin') }, office, 'process.not_found'],
    ['with a file of another unit', { evidence: 'theirs' }, office, 'evidence.unknown'],
    ['with a file that is nowhere', { evidence: 'nowhere' }, office, 'evidence.unknown'],
    ['without its text', { placeholders: whole('minutes').filter(({ name }) => !['body', 'record'].includes(name)) }, office, 'template.placeholder_missing'],
    [
      'with what was said and without what was decided',
      { placeholders: whole('minutes').filter(({ name }) => !['body', 'decisions'].includes(name)) },
      office,
      'template.placeholder_missing',
    ],
    ['with what was said twice', { placeholders: [...whole('minutes'), { name: '纪要内容', alone: true }] }, office, 'template.too_many_placeholders'],
    [
      'with more names than a document has',
      { placeholders: [...whole('minutes'), ...Array.from({ length: 200 }, (_, index) => ({ name: `名${index}`, alone: true }))] },
      office,
      'template.too_many_placeholders',
    ],
    ['with a name of another kind', { placeholders: [...whole('minutes'), { name: '代章', alone: true }] }, office, 'template.placeholder_unknown'],
  ])('is put in force %s', (_, change, actor, expected) => {
    expect(verdict(template.decide(template.initial(id), { ...put, ...change } as TemplateCommand, given(actor)))).toBe(expected);
  });

  test('has one id for each unit and kind, which is no unit’s own', () => {
    const others = ['0a0b0c0e-1111-4222-8333-444455556666', '0a0b0c0d-1111-4222-8333-444455556667', unitId];
    const ids = others.flatMap((one) => documentKinds.map((kind) => templateId(one, kind)));
    expect(new Set([...ids, ...others]).size).toBe(15);
    for (const one of ids) expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
  });

  test('whatever is asked in whatever order: one is in force or none, editions count on without gaps, a refusal leaves nothing', () => {
    const evidence = fc.constantFrom('a', 'b', 'c', 'a', 'b', 'c', 'theirs', 'nowhere');
    const placeholders = fc.constantFrom(whole('minutes'), whole('minutes'), []);
    const command = fc.oneof(
      fc.record({
        type: fc.constant('putInForce' as const),
        unitId: fc.constant(unitId),
        kind: fc.constant('minutes' as const),
        name: fc.constant('纪要'),
        evidence,
        placeholders,
      }),
      fc.record({ type: fc.constant('revise' as const), reason: fc.constant('换版'), evidence, placeholders }),
      fc.record({ type: fc.constant('retire' as const), reason: fc.constant('停用') }),
    );
    const moment = given();
    let revised = 0;
    fc.assert(
      fc.property(fc.array(command, { minLength: 10, maxLength: 40 }), (commands) => {
        let state: TemplateState = template.initial(id);
        for (const one of commands) {
          const decided = template.decide(state, one, moment);
          if (!decided.ok) continue;
          for (const fact of decided.facts) state = fold(template, state, { seq: state.version + 1, at: noon, receivedAt: noon, actor: office.ref, fact });
          if (state.editions.length > 2) revised += 1;
        }
        expect(state.editions.map(({ edition }) => edition)).toEqual(state.editions.map((_, index) => index + 1));
        const { template: used } = templateInForce(unitId, 'minutes', { processes: new Map([[id, state]]) });
        const last = state.editions.at(-1);
        expect(used).toEqual(state.stage === 'current' && last ? { templateId: id, edition: last.edition, sha256: last.sha256 } : undefined);
        if (state.version > 0) expect(['current', 'ended']).toContain(state.stage);
      }),
    );
    // The walk has been where it was sent.
    expect(revised).toBeGreaterThan(10);
  });
});

describe('placeholders', () => {
  test.each(documentKinds)('%s: every required one is missed when it alone is left out, and the whole is accepted in both languages', (kind) => {
    const all = placeholdersOf(kind);
    expect(refusePlaceholders(kind, whole(kind))).toBeUndefined();
    expect(
      refusePlaceholders(
        kind,
        all.map((one) => ({ name: written(one).slice(2, -2), alone: true })),
      ),
    ).toBeUndefined();
    const missed = all.filter(
      (one) =>
        refusePlaceholders(
          kind,
          whole(kind).filter(({ name }) => name !== one),
        ) !== undefined,
    );
    expect(missed).toEqual(
      {
        urgingNotice: ['number', 'title', 'addressee', 'body', 'signature', 'seal', 'date'],
        bulletin: ['number', 'title', 'body', 'tables', 'signature', 'seal', 'date'],
        // What `body` holds, `record` and `decisions` hold together.
        minutes: ['number', 'title', 'date'],
        workSummary: ['number', 'title', 'body'],
      }[kind],
    );
  });

  test.each([
    ['文好', '{{文号}}'],
    ['numbr', '{{number}}'],
    ['成文日', '{{成文日期}}'],
    ['TITLE_', '{{title}}'],
    ['天气', undefined],
    ['', undefined],
  ])('%s is unknown; meant was %s', (name, suggestion) => {
    const refused = refusePlaceholders('urgingNotice', [{ name, alone: true }]);
    expect(refused).toEqual(
      expect.objectContaining({ code: 'template.placeholder_unknown', items: [suggestion === undefined ? { placeholder: name } : { placeholder: name, suggestion }] }),
    );
  });
});
