import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterLoss, fresh } from '../../src/Proctoring.Gateway/wwwroot/js/worker/reconnect.js';

const policy = { attempts: 5, maxDelayMs: 5000 };
const lost = { code: 1006, byUs: false };

function actionFor(loss, state = fresh, chance = 0.5) {
  return afterLoss(state, loss, policy, chance).action;
}

test('afterLoss_Unexpected_WaitsWithinTheRange', () => {
  for (const [chance, delayMs] of [[0, 0], [0.5, 2500], [0.999999, 4999]])
    assert.deepEqual(actionFor(lost, fresh, chance), { kind: 'wait', attempt: 1, delayMs, anew: false });
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

for (const [code, reason] of [
  [1000, 'closed'], [1003, 'fault'], [1007, 'fault'], [1008, 'denied'], [1009, 'fault'], [4009, 'takenOver'], [4010, 'over'],
])
  test(`afterLoss_Code${code}_EndsAs_${reason}`, () => {
    assert.deepEqual(actionFor({ code, byUs: false }), { kind: 'end', reason });
  });

for (const code of [1001, 1006, 1011, 1012, 1013, 4001, 4008, 4011])
  test(`afterLoss_Code${code}_Resumes`, () => {
    const { kind, anew } = actionFor({ code, byUs: false });
    assert.deepEqual({ kind, anew }, { kind: 'wait', anew: false });
  });

test('afterLoss_ServerAsksForPatience_WaitsLongerAndNeverGivesUp', () => {
  let state = { used: 5 };
  for (let i = 0; i < 20; i++) {
    const next = afterLoss(state, { code: 1013, byUs: false }, policy, 0);
    assert.deepEqual(next.action, { kind: 'wait', attempt: 5, delayMs: 2500, anew: false });
    state = next.state;
  }
  assert.deepEqual(state, { used: 5 });
  assert.equal(actionFor({ code: 1013, byUs: false }, fresh, 0.999999).delayMs, 4999);
});

test('afterLoss_TokenRefused_StartsAnew', () => {
  const { kind, anew } = actionFor({ code: 4003, byUs: false });
  assert.deepEqual({ kind, anew }, { kind: 'wait', anew: true });
});

test('afterLoss_ByUs_NeverReconnects', () => {
  for (const code of [1000, 1001, 1006, 4003])
    assert.deepEqual(actionFor({ code, byUs: true }), { kind: 'end', reason: 'stopped' });
});

test('afterLoss_NoAttemptsAllowed_GivesUpAtOnce', () => {
  assert.equal(afterLoss(fresh, { code: 1013, byUs: false }, { attempts: 0, maxDelayMs: 5000 }, 0.5).action.reason, 'unreachable');
  assert.equal(afterLoss(fresh, lost, { attempts: 0, maxDelayMs: 5000 }, 0.5).action.reason, 'unreachable');
});

test('afterLoss_TokenExpired_RenewsAsOftenAsThereAreAttempts', () => {
  let state = fresh;
  for (let i = 0; i < 5; i++) {
    const next = afterLoss(state, { code: 4004, byUs: false }, policy, 0.5);
    assert.deepEqual(next.action, { kind: 'renew' });
    state = next.state;
  }
  assert.deepEqual(actionFor({ code: 4004, byUs: false }, state), { kind: 'end', reason: 'expired' });
});
