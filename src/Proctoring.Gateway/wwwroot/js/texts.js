// The words a candidate reads: texts/<language>.json. No sentence accuses: the machine marks, people decide.
// A sentence with a number has one entry for each plural form, e.g. marked.one and marked.other.

/** Adding a language is a file in texts/ and a line here. The first is for everyone else. */
export const languages = ['en', 'de'];

let words = {};

/** The first wanted language that there is, by its first part: 'de-AT' is 'de'. */
export function chosenLanguage(wanted) {
  const known = wanted.map((language) => language.toLowerCase().split('-')[0]).find((language) => languages.includes(language));
  return known ?? languages[0];
}

export async function loadTexts(language) {
  const response = await fetch(`/texts/${language}.json`);
  useTexts(await response.json());
}

export function useTexts(entries) {
  words = entries;
}

export const has = (key) => key in words;

/** An entry with its {placeholders} filled in. */
export function t(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** The entry for a number; others are written by their number. */
export function plural(key, count, values) {
  const form = `${key}.${new Intl.PluralRules(words.lang).select(count)}`;
  return t(has(form) ? form : `${key}.other`, values);
}

export function number(value, decimals = 0) {
  return new Intl.NumberFormat(words.lang, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
}

/** Small whole numbers in words, as in running text; the others in digits. */
export function spelledOut(value) {
  return has(`number.${value}`) ? t(`number.${value}`) : new Intl.NumberFormat(words.lang, { maximumFractionDigits: 1 }).format(value);
}
