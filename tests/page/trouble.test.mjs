import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterRefusal, noTrouble, persists } from '../../src/Proctoring.Gateway/wwwroot/js/worker/trouble.js';

test('persists_OneRefusedFrame_IsNoTrouble', () => {
  assert.equal(persists(afterRefusal(noTrouble, 1000), 1000), false);
  assert.equal(persists(noTrouble, 1000), false);
});

test('persists_RefusalsForThreeSeconds_IsTrouble', () => {
  const trouble = [1000, 2000, 4000].reduce(afterRefusal, noTrouble);
  assert.equal(persists(trouble, 3999), false);
  assert.equal(persists(trouble, 4000), true);
});
