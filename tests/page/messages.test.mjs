import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readMessage, startMessage, stopMessage, visibilityMessage } from '../../src/Proctoring.Gateway/wwwroot/js/worker/messages.js';

const schema = JSON.parse(readFileSync(new URL('../../docs/proctoring.v1.schema.json', import.meta.url), 'utf8'));
const fieldsOf = (type) => Object.keys(schema.definitions[type].properties);

test('startMessage_NewSession_SaysNothingOfResuming', () => {
  assert.deepEqual(JSON.parse(startMessage({ resume: null, room: null, pictures: 'inline' })), { type: 'start', pictures: 'inline' });
});

test('startMessage_Everything_IsInTheSchema', () => {
  const start = JSON.parse(startMessage({ resume: 'a.b.c', room: 'math', pictures: 'none' }));
  assert.deepEqual(start, { type: 'start', resume: 'a.b.c', room: 'math', pictures: 'none' });
  for (const field of Object.keys(start))
    assert.ok(fieldsOf('start').includes(field), field);
});

test('visibilityAndStop_AreWhatTheProtocolSays', () => {
  assert.deepEqual(JSON.parse(visibilityMessage(true)), { type: 'visibility', hidden: true });
  assert.deepEqual(JSON.parse(stopMessage()), { type: 'stop' });
});

test('readMessage_Verdict_IsInCamelCase', () => {
  const text = '{"type":"verdict","frame":7,"cheating_detected":true,"phone_ms":6100,"object_count":{"cell phone":2},"message":"cell phone detected!"}';
  assert.deepEqual(readMessage(text),
    { type: 'verdict', frame: 7, cheatingDetected: true, phoneMs: 6100, objectCount: { 'cell phone': 2 }, message: 'cell phone detected!' });
});

for (const text of ['', 'null', '[]', '{}', '3', '{"type":3}', '{"type":"weather"}', 'not json'])
  test(`readMessage_${text || 'Empty'}_IsIgnored`, () => {
    assert.equal(readMessage(text), null);
  });

for (const type of ['hello', 'verdict', 'mark', 'pace', 'error'])
  test(`readMessage_${type}_IsUnderstood`, () => {
    const message = JSON.stringify(Object.fromEntries(fieldsOf(type).map((field) => [field, field === 'type' ? type : 1])));
    assert.equal(Object.keys(readMessage(message)).length, fieldsOf(type).length);
  });
