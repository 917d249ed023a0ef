import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAnswer } from '../../src/Proctoring.Gateway/wwwroot/js/verdict.js';

test('readAnswer_Verdict_IsRead', () => {
  const text = '{"cheating_detected":true,"object_count":{"cell phone":2},"message":"cell phone detected!"}';
  assert.deepEqual(readAnswer(text),
    { kind: 'verdict', cheatingDetected: true, counts: { 'cell phone': 2 }, message: 'cell phone detected!' });
});

test('readAnswer_Error_IsNoVerdict', () => {
  assert.deepEqual(readAnswer('{"status":"error","message":"No frame received"}'), { kind: 'error', message: 'No frame received' });
});

for (const text of ['', 'null', '[]', '{}', '{"message":3}', 'not json'])
  test(`readAnswer_${text || 'Empty'}_IsIgnored`, () => {
    assert.equal(readAnswer(text), null);
  });
