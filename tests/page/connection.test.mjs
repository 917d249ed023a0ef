import assert from 'node:assert/strict';
import { beforeEach, mock, test } from 'node:test';
import { openConnection } from '../../src/Proctoring.Gateway/wwwroot/js/worker/connection.js';

const policy = { attempts: 2, maxDelayMs: 5000 };
const newSession = { resume: null, room: 'math', pictures: 'inline' };

/** The browser's WebSocket, as far as the page uses it; the test plays the server. */
class FakeSocket {
  static OPEN = 1;
  static CLOSED = 3;
  static made = [];
  readyState = 0;
  bufferedAmount = 0;
  sent = [];

  constructor(url, protocol) {
    this.protocol = protocol;
    FakeSocket.made.push(this);
  }

  send(data) {
    this.sent.push(JSON.parse(data));
  }

  open() {
    this.readyState = FakeSocket.OPEN;
    this.onopen();
  }

  greet(resume = 'token') {
    this.open();
    this.onmessage({ data: JSON.stringify({ type: 'hello', resume }) });
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
const hear = Object.fromEntries(['message', 'binary', 'waiting', 'attempting', 'expired', 'ended']
  .map((name) => [name, (...facts) => heard.push([name, ...facts])]));

beforeEach(() => {
  heard = [];
  FakeSocket.made = [];
  globalThis.WebSocket = FakeSocket;
  mock.timers.reset();
  mock.timers.enable({ apis: ['setTimeout'] });
});

const newest = () => FakeSocket.made.at(-1);
const connect = (session = newSession) => openConnection('ws://test', session, policy, hear);

function loseAndRetry(code = 1006) {
  newest().lose(code);
  mock.timers.tick(policy.maxDelayMs);
}

test('openConnection_Opened_SaysStartInV1', () => {
  connect();
  newest().open();
  assert.equal(newest().protocol, 'proctoring.v1');
  assert.deepEqual(newest().sent, [{ type: 'start', room: 'math', pictures: 'inline' }]);
});

test('openConnection_Lost_ResumesWithTheNewestToken', () => {
  connect({ ...newSession, resume: 'first' });
  newest().greet('second');
  loseAndRetry();
  newest().open();
  assert.equal(newest().sent[0].resume, 'second');
});

test('openConnection_TokenRefused_StartsAnewWithoutIt', () => {
  connect({ ...newSession, resume: 'old' });
  newest().open();
  loseAndRetry(4003);
  newest().open();
  assert.equal('resume' in newest().sent[0], false);
  assert.equal(heard[0][1].anew, true);
});

test('openConnection_TokenExpired_WaitsForAnotherAndResumesWithIt', () => {
  const connection = connect({ ...newSession, token: 'first' });
  newest().greet('resume-token');
  newest().lose(4004);
  mock.timers.tick(60_000);
  assert.equal(FakeSocket.made.length, 1);
  assert.equal(heard.at(-1)[0], 'expired');
  connection.renew('second');
  newest().open();
  assert.deepEqual(newest().sent[0], { type: 'start', resume: 'resume-token', token: 'second', room: 'math', pictures: 'inline' });
});

test('renew_WithNothing_Ends', () => {
  const connection = connect();
  newest().lose(4004);
  connection.renew(null);
  assert.deepEqual(heard.at(-1), ['ended', 'expired']);
});

test('renew_UnaskedFor_IsForTheNextConnection', () => {
  const connection = connect({ ...newSession, token: 'first' });
  newest().greet();
  connection.renew('second');
  assert.equal(FakeSocket.made.length, 1);
  loseAndRetry();
  newest().open();
  assert.equal(newest().sent[0].token, 'second');
});

test('close_WhileExpired_EndsAtOnce', () => {
  const connection = connect();
  newest().lose(4004);
  connection.close({ forGood: true });
  assert.deepEqual(heard.at(-1), ['ended', 'stopped']);
});

test('openConnection_NeverAnswered_EndsAfterTheLastAttempt', () => {
  connect();
  loseAndRetry();
  newest().greet(); // A hello gives no attempt back: the server has not done anything yet.
  loseAndRetry();
  newest().lose(1006);
  assert.equal(FakeSocket.made.length, 3);
  assert.deepEqual(heard.map(([name]) => name), ['waiting', 'attempting', 'message', 'waiting', 'attempting', 'ended']);
  assert.deepEqual(heard.at(-1), ['ended', 'unreachable']);
});

test('openConnection_NoHello_GivesTheSocketUp', () => {
  connect();
  newest().open();
  mock.timers.tick(6_000);
  assert.equal(heard.at(-1)[0], 'waiting');
});

test('proven_AfterAnAttempt_GivesAllAttemptsBack', () => {
  const connection = connect();
  loseAndRetry();
  newest().greet();
  connection.proven();
  newest().lose(1006);
  assert.equal(heard.at(-1)[1].attempt, 1);
});

test('drop_HalfOpen_DoesNotWaitForItsGoodbye', () => {
  const connection = connect();
  newest().greet();
  const dead = newest();
  connection.drop();
  assert.equal(heard.at(-1)[0], 'waiting');
  assert.equal(dead.onclose, null);
  mock.timers.tick(policy.maxDelayMs);
  assert.equal(FakeSocket.made.length, 2);
});

test('close_WhileWaiting_MakesNoAttempt', () => {
  const connection = connect();
  newest().lose(1006);
  connection.close({ forGood: true });
  mock.timers.tick(policy.maxDelayMs);
  assert.equal(FakeSocket.made.length, 1);
  assert.deepEqual(heard.at(-1), ['ended', 'stopped']);
});

test('close_AfterADrop_EndsAtOnce', () => {
  const connection = connect();
  newest().greet();
  connection.drop();
  connection.close({ forGood: true });
  assert.deepEqual(heard.at(-1), ['ended', 'stopped']);
});

test('close_WhileGreeted_SaysStopAndGoodbye', () => {
  const connection = connect();
  newest().greet();
  connection.close({ forGood: true });
  assert.deepEqual(newest().sent.at(-1), { type: 'stop' });
  assert.equal(newest().closedWith, 1000);
  newest().lose(1000);
  assert.deepEqual(heard.at(-1), ['ended', 'stopped']);
});

test('close_NotForGood_LeavesTheSessionToBeResumed', () => {
  const connection = connect();
  newest().greet();
  connection.close({ forGood: false });
  assert.equal(newest().sent.length, 1);
  assert.equal(newest().closedWith, 1000);
});

test('wantsFrame_BeforeHelloAndUntilTheLastFrameHasGone_IsFalse', () => {
  const connection = connect();
  newest().open();
  assert.equal(connection.wantsFrame(), false);
  newest().greet();
  assert.equal(connection.wantsFrame(), true);
  newest().bufferedAmount = 1;
  assert.equal(connection.wantsFrame(), false);
});
