import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayEmbed } from '../../src/Proctoring.Gateway/wwwroot/js/embed/origins.js';

const own = 'https://gateway.example';
const sources = ['https://exam.example.org', 'https://*.uni.example/'];

for (const origin of [own, 'https://exam.example.org', 'https://a.uni.example', 'https://a.b.uni.example'])
  test(`mayEmbed_${origin}_May`, () => {
    assert.equal(mayEmbed(origin, own, sources), true);
  });

for (const origin of ['null', '', 'http://exam.example.org', 'https://exam.example.org.evil.example', 'https://exam.example.org:444',
  'https://uni.example', 'https://eviluni.example', 'http://a.uni.example'])
  test(`mayEmbed_${origin || 'Empty'}_MayNot`, () => {
    assert.equal(mayEmbed(origin, own, sources), false);
  });
