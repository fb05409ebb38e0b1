// plural categories (Unicode CLDR) in the order of the forms, by how many of those a language has
const CATEGORIES = { 2: ["one", "other"], 3: ["one", "few", "many"], 6: ["zero", "one", "two", "few", "many", "other"] };

function formOf(forms, n, language) {
  const category = new Intl.PluralRules(language).select(Number(n));
  return forms[CATEGORIES[forms.length]?.indexOf(category) ?? 0] ?? forms.at(-1);
}

// words, or those of their plural forms that `values.n` takes, with braces filled by name
function worded(said, values, language) {
  const words = Array.isArray(said) ? formOf(said, values.n, language) : said;
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}
