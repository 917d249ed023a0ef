import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { cameraProblem } from '../../src/Proctoring.Gateway/wwwroot/js/camera.js';
import { texts } from '../../src/Proctoring.Gateway/wwwroot/js/texts.js';

const page = readFileSync(new URL('../../src/Proctoring.Gateway/wwwroot/index.html', import.meta.url), 'utf8');

const cases = [
  ['NotFoundError', 'missing'], ['OverconstrainedError', 'missing'], ['NotAllowedError', 'refused'],
  ['NotReadableError', 'busy'], ['AbortError', 'busy'], ['TypeError', 'unusable'],
];
for (const [name, problem] of cases)
  test(`cameraProblem_${name}_Is_${problem}`, () => {
    assert.equal(cameraProblem({ name }), problem);
    assert.equal(typeof texts.problems[problem], 'string');
  });

test('texts_EachReasonToEnd_HasASentence', () => {
  for (const reason of ['closed', 'denied', 'takenOver', 'over', 'unreachable', 'lost', 'insecure', 'unsupported'])
    assert.equal(typeof texts.problems[reason], 'string', reason);
});

test('texts_EachEntryThePageNames_Exists', () => {
  for (const [, entry] of page.matchAll(/data-(?:text|label)="(\w+)"/g))
    assert.equal(typeof texts[entry], 'string', entry);
});

test('texts_Marked_SaysTheConfiguredSeconds', () => {
  assert.equal(texts.marked(6000), 'A phone was in view for six seconds. A person will review this.');
  assert.match(texts.marked(12000), /for 12 seconds/);
});
