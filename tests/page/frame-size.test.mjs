import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fittedSize } from '../../src/Proctoring.Gateway/wwwroot/js/worker/frame-size.js';

const wanted = { width: 640, height: 480 };

for (const [name, camera, limit, expected] of [
  ['AsWanted', [640, 480], Infinity, [640, 480]],
  ['Larger_IsMadeSmaller', [1920, 1080], Infinity, [640, 360]],
  ['Upright_KeepsItsProportions', [480, 640], Infinity, [360, 480]],
  ['Smaller_IsNotEnlarged', [320, 240], Infinity, [320, 240]],
  ['OverThePixelLimit_IsMadeSmaller', [640, 480], 76_800, [320, 240]],
])
  test(`fittedSize_${name}`, () => {
    const [width, height] = camera;
    assert.deepEqual(fittedSize({ width, height }, wanted, limit), { width: expected[0], height: expected[1] });
  });

test('fittedSize_OddLimit_IsNeverOverIt', () => {
  for (let limit = 5000; limit < 300_000; limit += 997) {
    const { width, height } = fittedSize({ width: 640, height: 480 }, wanted, limit);
    assert.ok(width * height <= limit, `${width} × ${height} for ${limit}`);
  }
});
