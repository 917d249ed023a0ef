import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { openConnection } from '../../src/Proctoring.Gateway/wwwroot/js/connection.js';

const policy = { attempts: 2, maxDelayMs: 5000 };

/** The browser's WebSocket, as far as the page uses it; the test plays the server. */
class FakeSocket {
  static OPEN = 1;
  static CLOSED = 3;
  static made = [];
  readyState = 0;
  bufferedAmount = 0;

  constructor() {
    FakeSocket.made.push(this);
  }

  open() {
    this.readyState = FakeSocket.OPEN;
    this.onopen();
  }

  lose(code) {
    this.readyState = FakeSocket.CLOSED;
    this.onclose({ code });
  }

  close(code) {
    this.closedWith = code;
  }
}

let heard;
const hear = Object.fromEntries(['opened', 'binary', 'text', 'waiting', 'attempting', 'ended']
  .map((name) => [name, (...facts) => heard.push([name, ...facts])]));

beforeEach(() => {
  heard = [];
  FakeSocket.made = [];
  globalThis.WebSocket = FakeSocket;
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout'] });
});

const newest = () => FakeSocket.made.at(-1);

function loseAndRetry() {
  newest().lose(1006);
  mock.timers.tick(policy.maxDelayMs);
}

test('openConnection_NeverAnswered_EndsAfterTheLastAttempt', () => {
  openConnection('ws://test', policy, hear);
  loseAndRetry();
  newest().open(); // An open socket gives no attempt back.
  loseAndRetry();
  newest().lose(1006);
  assert.equal(FakeSocket.made.length, 3);
  assert.deepEqual(heard.map(([name]) => name), ['waiting', 'attempting', 'opened', 'waiting', 'attempting', 'ended']);
  assert.deepEqual(heard.at(-1), ['ended', 'unreachable']);
});

test('proven_AfterAnAttempt_GivesAllAttemptsBack', () => {
  const connection = openConnection('ws://test', policy, hear);
  loseAndRetry();
  newest().open();
  connection.proven();
  newest().lose(1006);
  assert.deepEqual(heard.at(-1), ['waiting', 1]);
});

test('close_WhileWaiting_MakesNoAttempt', () => {
  const connection = openConnection('ws://test', policy, hear);
  newest().lose(1006);
  connection.close();
  mock.timers.tick(policy.maxDelayMs);
  assert.equal(FakeSocket.made.length, 1);
  assert.deepEqual(heard.at(-1), ['ended', 'stopped']);
});

test('close_WhileOpen_SaysGoodbyeAndEnds', () => {
  const connection = openConnection('ws://test', policy, hear);
  newest().open();
  connection.close();
  assert.equal(newest().closedWith, 1000);
  newest().lose(1000);
  assert.deepEqual(heard.at(-1), ['ended', 'stopped']);
});

test('wantsFrame_UntilTheLastFrameHasGone_IsFalse', () => {
  const connection = openConnection('ws://test', policy, hear);
  assert.equal(connection.wantsFrame(), false);
  newest().open();
  assert.equal(connection.wantsFrame(), true);
  newest().bufferedAmount = 1;
  assert.equal(connection.wantsFrame(), false);
});
