import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterAnswer, afterFrame, noFrames, unansweredMs } from '../../src/Proctoring.Gateway/wwwroot/js/latency.js';

const sent = (...times) => times.reduce(afterFrame, noFrames);

test('afterAnswer_OneFrameOut_IsTheTimeSinceIt', () => {
  assert.deepEqual(afterAnswer(sent(1000), 1042).latency, { ms: 42 });
});

test('afterAnswer_TwoFramesOut_OnlySaysLonger', () => {
  assert.deepEqual(afterAnswer(sent(1000, 1300), 1350).latency, { over: true });
});

test('afterAnswer_SoonAfterALongOne_StillSaysLonger', () => {
  let { state } = afterAnswer(sent(1000, 1300), 1350);
  const figures = [];
  for (let now = 2000; now < 6000; now += 300) {
    const answer = afterAnswer(afterFrame(state, now), now + 50);
    figures.push(answer.latency.ms ?? 'over');
    state = answer.state;
  }
  assert.equal(figures.indexOf(50), 9);
});

test('afterAnswer_NothingOut_IsUnknown', () => {
  assert.equal(afterAnswer(noFrames, 1000).latency, null);
});

test('unansweredMs_SeveralFramesOut_CountsFromTheOldest', () => {
  assert.equal(unansweredMs(sent(1000, 1300, 1600), 4000), 3000);
  assert.equal(unansweredMs(noFrames, 4000), 0);
});
