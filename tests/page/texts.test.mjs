import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { groups } from '../../src/Proctoring.Gateway/wwwroot/js/observe/groups.js';
import { aboutSentences, barSentence, detectionSentence, markedSentence } from '../../src/Proctoring.Gateway/wwwroot/js/sentences.js';
import { chosenLanguage, languages, useTexts } from '../../src/Proctoring.Gateway/wwwroot/js/texts.js';

const root = new URL('../../src/Proctoring.Gateway/wwwroot/', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const files = Object.fromEntries(languages.map((language) => [language, JSON.parse(read(`texts/${language}.json`))]));
const placeholders = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const scripts = readdirSync(root, { recursive: true }).filter((path) => path.endsWith('.js')).map(read).join('\n');

test('languages_AreTheFilesThereAre', () => {
  assert.deepEqual(readdirSync(new URL('texts/', root)).sort(), languages.map((language) => `${language}.json`).sort());
});

for (const [language, texts] of Object.entries(files)) {
  test(`texts_${language}_HaveTheKeysAndPlaceholdersOfEnglish`, () => {
    assert.deepEqual(Object.keys(texts), Object.keys(files.en));
    for (const [key, text] of Object.entries(texts))
      assert.deepEqual(placeholders(text), placeholders(files.en[key]), key);
  });

  test(`texts_${language}_SayWhichLanguageTheyAre`, () => {
    assert.equal(texts.lang, language);
    assert.match(texts.dir, /^(ltr|rtl)$/);
  });
}

test('texts_EachEntryTheMarkupNames_Exists', () => {
  for (const [, key] of (read('index.html') + read('observe.html')).matchAll(/data-(?:text|label)="([^"]+)"/g))
    assert.ok(key in files.en, key);
});

test('texts_EachEntryTheScriptsName_Exists', () => {
  const named = [...scripts.matchAll(/'((?:about|button|state|watch|marked|check|practice|problem|observe)\.[\w.]+)'/g)].map(([, key]) => key);
  assert.ok(named.length > 40);
  for (const key of named)
    assert.ok(key in files.en || `${key}.other` in files.en, key);
});

test('texts_WhateverTheServerTellsOfARoom_HasASentence', () => {
  const { presence, event } = JSON.parse(readFileSync(new URL('../../docs/proctoring.room.v1.schema.json', import.meta.url), 'utf8')).definitions;
  for (const name of presence.enum.filter((name) => name !== 'expected'))
    assert.ok(`observe.state.${name}` in files.en, name);
  for (const name of event.properties.event.enum.filter((name) => !['reviewed', 'removed'].includes(name)))
    assert.ok(`observe.event.${name}` in files.en, name);
  for (const group of groups)
    assert.ok(`observe.group.${group}` in files.en, group);
});

test('texts_EachReasonToEnd_HasASentence', () => {
  const reasons = [...read('js/worker/reconnect.js').matchAll(/\[\d{4}, '(\w+)'\]/g), ...read('js/camera.js').matchAll(/(?:Error:|Problem\(|\?\?) '(\w+)'/g)];
  for (const [, reason] of reasons)
    assert.ok(`problem.${reason}` in files.en, reason);
  assert.ok(reasons.length > 12);
});

for (const [wanted, chosen] of [[['de-AT', 'en'], 'de'], [['fr', 'DE'], 'de'], [['en-GB'], 'en'], [['fr'], 'en'], [[], 'en']])
  test(`chosenLanguage_${wanted}_Is_${chosen}`, () => {
    assert.equal(chosenLanguage(wanted), chosen);
  });

test('markedSentence_SaysTheConfiguredSeconds', () => {
  useTexts(files.en);
  assert.equal(markedSentence(6000), 'A phone was in view for six seconds. A person will review this.');
  assert.match(markedSentence(12_000), /for 12 seconds/);
  assert.match(markedSentence(1000), /for one second\./);
  useTexts(files.de);
  assert.match(markedSentence(6000), /sechs Sekunden/);
});

test('detectionSentence_InEnglish_IsTheServersOwn', () => {
  useTexts(files.en);
  for (const message of ['Nothing detected yet', 'cell phone detected!', 'book detected!', 'toaster detected!', 'Something new'])
    assert.equal(detectionSentence(message), message);
});

test('detectionSentence_InGerman_NamesTheThing', () => {
  useTexts(files.de);
  assert.equal(detectionSentence('cell phone detected!'), 'Erkannt: Mobiltelefon');
  assert.equal(detectionSentence('Nothing detected yet'), 'Bisher nichts erkannt');
});

test('barSentence_IsWrittenAsTheLanguageDoes', () => {
  useTexts(files.en);
  assert.equal(barSentence(3210, 6000), '3.2 of 6 seconds');
  useTexts(files.de);
  assert.equal(barSentence(3210, 6000), '3,2 von 6 Sekunden');
});

test('aboutSentences_SayHowLongThingsAreKept', () => {
  useTexts(files.en);
  const config = { intervalMs: 300, holdMs: 6000, kept: { sessionHours: 12, pictureHours: 0 }, pictures: { mode: 'inline', host: null } };
  const sentences = aboutSentences(config, 'exam.example').join(' ');
  assert.match(sentences, /every 0\.3 seconds/);
  assert.match(sentences, /go to exam\.example and nowhere else/);
  assert.match(sentences, /not stored.* kept for 12 hours/);
  assert.match(sentences, /for six seconds, a person/);
  const kept = { sessionHours: 1, pictureHours: 24 };
  const stored = aboutSentences({ ...config, kept, pictures: { mode: 'url', host: 'cdn.example' } }, 'exam.example').join(' ');
  assert.match(stored, /from there to cdn\.example.* Pictures are stored, for at most 24 hours\. .*kept for one hour/);
  const evidence = aboutSentences({ ...config, kept: { ...config.kept, evidenceDays: 30 } }, 'exam.example').join(' ');
  assert.match(evidence, /stored for 30 days/);
  assert.doesNotMatch(evidence, /not stored/);
  const none = aboutSentences({ ...config, pictures: { mode: 'none', host: null } }, 'exam.example').join(' ');
  assert.doesNotMatch(none, /sends the picture back/);
  assert.doesNotMatch(sentences + stored + none, /undefined|\{/);
});
