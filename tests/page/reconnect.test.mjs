import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterLoss, fresh } from '../../src/Proctoring.Gateway/wwwroot/js/reconnect.js';

const policy = { attempts: 5, maxDelayMs: 5000 };
const lost = { code: 1006, byUs: false };

function actionFor(loss, state = fresh, chance = 0.5) {
  return afterLoss(state, loss, policy, chance).action;
}

test('afterLoss_Unexpected_WaitsWithinTheRange', () => {
  assert.deepEqual(actionFor(lost, fresh, 0), { kind: 'wait', attempt: 1, delayMs: 0 });
  assert.deepEqual(actionFor(lost, fresh, 0.5), { kind: 'wait', attempt: 1, delayMs: 2500 });
  assert.deepEqual(actionFor(lost, fresh, 0.999999), { kind: 'wait', attempt: 1, delayMs: 4999 });
});

test('afterLoss_SixthLossInARow_GivesUp', () => {
  let state = fresh;
  for (let attempt = 1; attempt <= 5; attempt++) {
    const next = afterLoss(state, lost, policy, 0.1);
    assert.equal(next.action.attempt, attempt);
    state = next.state;
  }
  assert.deepEqual(actionFor(lost, state), { kind: 'end', reason: 'unreachable' });
});

for (const [code, reason] of [[1000, 'closed'], [1008, 'denied'], [4009, 'takenOver'], [4010, 'over']])
  test(`afterLoss_Code${code}_EndsAs_${reason}`, () => {
    assert.deepEqual(actionFor({ code, byUs: false }), { kind: 'end', reason });
  });

for (const code of [1001, 1006, 1009, 1011, 1012, 1013, 4011])
  test(`afterLoss_Code${code}_Reconnects`, () => {
    assert.equal(actionFor({ code, byUs: false }).kind, 'wait');
  });

test('afterLoss_ByUs_NeverReconnects', () => {
  for (const code of [1000, 1001, 1006])
    assert.deepEqual(actionFor({ code, byUs: true }), { kind: 'end', reason: 'stopped' });
});

test('afterLoss_NoAttemptsAllowed_GivesUpAtOnce', () => {
  assert.equal(afterLoss(fresh, lost, { attempts: 0, maxDelayMs: 5000 }, 0.5).action.reason, 'unreachable');
});
