import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { tokenRequests } from '../../src/Proctoring.Gateway/wwwroot/js/embed/token-requests.js';

let told, kept;
const requests = (embedded = true) => tokenRequests({ embedded, tell: (type, facts) => told.push([type, facts]), keep: (token) => kept.push(token) });

beforeEach(() => {
  [told, kept] = [[], []];
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout'] });
});

test('ask_NotEmbedded_HasNobodyToAsk', async () => {
  assert.equal(await requests(false).ask('expired'), null);
  assert.deepEqual(told, []);
});

test('ask_Embedded_ResolvesToWhatTheHostGives', async () => {
  const tokens = requests();
  const [one, other] = [tokens.ask('expired'), tokens.ask('expired')];
  assert.deepEqual(tokens.pending(), [['token', { reason: 'expired' }]]);
  tokens.take({ token: 'next' });
  assert.deepEqual(await Promise.all([one, other]), ['next', 'next']);
  assert.deepEqual(kept, ['next']);
  assert.deepEqual(tokens.pending(), []);
});

test('ask_NoAnswer_GivesUp', async () => {
  const tokens = requests();
  const asking = tokens.ask('missing');
  mock.timers.tick(60_000);
  assert.equal(await asking, null);
});

test('take_WhatIsNoToken_IsPassedOver', () => {
  const tokens = requests();
  for (const token of [undefined, null, '', 7, {}, 'x'.repeat(8193)])
    tokens.take({ token });
  tokens.take({ token: 'unasked' });
  assert.deepEqual(kept, ['unasked']);
});
