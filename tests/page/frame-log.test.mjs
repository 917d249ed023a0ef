import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterAnswer, afterFrame, nothingSent, unansweredMs } from '../../src/Proctoring.Gateway/wwwroot/js/worker/frame-log.js';

const sentAt = (...times) => times.reduce(afterFrame, nothingSent);

test('afterAnswer_OneOfSeveral_IsItsOwnLatency', () => {
  assert.equal(afterAnswer(sentAt(1000, 1300, 1600), 2, 1650).latencyMs, 350);
});

test('afterAnswer_ASupersededFrame_WaitsNoLonger', () => {
  const { log } = afterAnswer(sentAt(1000, 1300, 1600), 2, 1650);
  assert.equal(unansweredMs(log, 1700), 100);
  assert.equal(afterFrame(log, 1900).sent, 4);
});

test('afterAnswer_AnAnsweredOrUnknownFrame_HasNoLatency', () => {
  const { log } = afterAnswer(sentAt(1000), 1, 1100);
  assert.equal(afterAnswer(log, 1, 1200).latencyMs, null);
  assert.equal(afterAnswer(log, 0, 1200).latencyMs, null);
});

test('unansweredMs_SeveralFramesOut_CountsFromTheOldest', () => {
  assert.equal(unansweredMs(sentAt(1000, 1300, 1600), 4000), 3000);
  assert.equal(unansweredMs(nothingSent, 4000), 0);
});
