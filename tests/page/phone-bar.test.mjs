import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterVerdict, barMs, noPhone } from '../../src/Proctoring.Gateway/wwwroot/js/phone-bar.js';

const seen = { message: 'cell phone detected!', cheatingDetected: false };
const missed = { message: 'Nothing detected yet', cheatingDetected: false };
const other = { message: 'book detected!', cheatingDetected: false };
const marked = { ...missed, cheatingDetected: true };

/** The run's length after [time, verdict] pairs. */
function phoneMsAfter(...verdicts) {
  return verdicts.reduce((run, [now, verdict]) => afterVerdict(run, verdict, now), noPhone).phoneMs;
}

test('afterVerdict_FirstPhone_StartsAtZero', () => {
  assert.equal(phoneMsAfter([5000, seen]), 0);
});

test('afterVerdict_PhoneInEachVerdict_CountsFromTheFirst', () => {
  assert.equal(phoneMsAfter([100, missed], [400, seen], [700, seen], [1000, seen]), 600);
});

test('afterVerdict_ShortMiss_CountsOn', () => {
  assert.equal(phoneMsAfter([0, seen], [300, missed], [600, missed], [900, seen]), 900);
});

test('afterVerdict_MissOfASecond_EndsTheRun', () => {
  assert.equal(phoneMsAfter([0, seen], [300, seen], [800, missed], [1300, missed]), 0);
  assert.equal(phoneMsAfter([0, seen], [300, seen], [800, missed], [1300, seen], [1600, seen]), 300);
});

test('afterVerdict_DuringAShortMiss_KeepsTheBarStill', () => {
  assert.equal(phoneMsAfter([0, seen], [300, seen], [600, missed]), 300);
});

test('afterVerdict_AnotherObject_IsAMiss', () => {
  assert.equal(phoneMsAfter([0, seen], [300, seen], [900, other], [1400, other]), 0);
});

test('afterVerdict_SilenceBetweenPhones_DoesNotCountAndDoesNotReset', () => {
  assert.equal(phoneMsAfter([0, seen], [300, seen], [5300, seen], [5600, seen]), 600);
});

test('barMs_LongRun_StopsAtTheEnd', () => {
  const run = [0, 900, 1800, 2700, 3600, 4500, 5400, 6300].reduce((r, now) => afterVerdict(r, seen, now), noPhone);
  assert.equal(run.phoneMs, 6300);
  assert.equal(barMs(run, seen, 6000), 6000);
});

test('barMs_MarkedSession_IsFull', () => {
  assert.equal(barMs(noPhone, marked, 6000), 6000);
  assert.equal(barMs(noPhone, missed, 6000), 0);
});
