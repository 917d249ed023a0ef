import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeLight, lumaOf } from '../../src/Proctoring.Gateway/wwwroot/js/check/light.js';
import { mbits, median, neededMbits } from '../../src/Proctoring.Gateway/wwwroot/js/check/line.js';

/** A picture of two gray levels, half each. */
const picture = (one, other = one) => Array.from({ length: 200 }, (_, i) => (i % 2 ? one : other)).flatMap((gray) => [gray, gray, gray, 255]);

test('lumaOf_TwoLevels_IsTheirMeanAndSpread', () => {
  const { mean, spread } = lumaOf(picture(100, 140));
  assert.equal(Math.round(mean), 120);
  assert.equal(Math.round(spread), 20);
});

for (const [name, pixels, verdict] of [
  ['Room', picture(60, 180), 'good'],
  ['Night', picture(10, 60), 'dark'],
  ['Window', picture(190, 255), 'bright'],
  ['Cover', picture(118, 122), 'flat'],
  ['BlackCover', picture(2), 'dark'],
])
  test(`judgeLight_${name}_Is_${verdict}`, () => {
    assert.equal(judgeLight(pixels), verdict);
  });

test('median_OneHiccup_IsLeftOut', () => {
  assert.equal(median([20, 900, 22, 21, 25]), 22);
});

test('mbits_SubtractsTheRoundTrip', () => {
  assert.equal(mbits(131_072, 1148.576, 100), 1);
  assert.ok(Number.isFinite(mbits(131_072, 50, 60)));
});

test('neededMbits_UsualInterval_IsAboutSixTenths', () => {
  assert.ok(Math.abs(neededMbits(300) - 0.64) < 0.001);
});
