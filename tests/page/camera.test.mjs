import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cameraProblem } from '../../src/Proctoring.Gateway/wwwroot/js/camera.js';

const cases = [
  ['NotFoundError', 'missing'], ['OverconstrainedError', 'missing'], ['NotAllowedError', 'refused'],
  ['NotReadableError', 'busy'], ['AbortError', 'busy'], ['TypeError', 'unusable'],
];
for (const [name, problem] of cases)
  test(`cameraProblem_${name}_Is_${problem}`, () => {
    assert.equal(cameraProblem({ name }), problem);
  });
