import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterClose, codeOfStatus, fresh } from '../../src/Proctoring.Gateway/wwwroot/js/observe/after-close.js';

for (const [code, reason] of [[1003, 'fault'], [1008, 'denied']])
  test(`afterClose_Code${code}_EndsAs_${reason}`, () => {
    assert.deepEqual(afterClose(fresh, code, 0.5).action, { kind: 'end', reason });
  });

for (const code of [1000, 1001, 1006, 1011, 1012])
  test(`afterClose_Code${code}_ComesBackWithinARangeThatDoubles`, () => {
    let state = fresh;
    for (const range of [500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]) {
      assert.deepEqual(afterClose(state, code, 0).action, { kind: 'wait', delayMs: 0, renew: false });
      const next = afterClose(state, code, 0.999999);
      assert.equal(next.action.delayMs, range - 1);
      state = next.state;
    }
  });

test('afterClose_ServerAsksForPatience_WaitsAtLeastAMoment', () => {
  assert.equal(afterClose(fresh, 1013, 0).action.delayMs, 500);
});

for (const code of [4001, 4004])
  test(`afterClose_Code${code}_RenewsTheTokenFirst`, () => {
    assert.equal(afterClose(fresh, code, 0).action.renew, true);
  });

test('afterClose_RefusedAgainAndAgain_Ends', () => {
  let state = fresh;
  for (const kind of ['wait', 'wait', 'end']) {
    const next = afterClose(state, 4003, 0);
    assert.equal(next.action.kind, kind);
    state = next.state;
  }
});

for (const [status, code] of [[401, 4001], [403, 1008], [404, 1008], [429, 1013], [503, 1013], [500, 1006], [0, 1006]])
  test(`codeOfStatus_${status}_Is_${code}`, () => {
    assert.equal(codeOfStatus(status), code);
  });
