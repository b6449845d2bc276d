/**
 * Stands in for the engine's client.js in tests of what the reader sees: the same promise, kept by looking at every
 * speech. `globalThis.engineTrouble` tells it to be slow, to fail, to be unsure.
 */
const EVERY_SPEECH = globalThis.everySpeech ?? [];
const MOCK_FACETS = [
  ["occasion", "场合", (one) => [one.occasion.id, one.occasion.name]],
  ["genre", "文体", (one) => [one.genre.id, one.genre.id]],
  ["role", "身份", (one) => [one.speaker.role, one.speaker.role_label]],
  ["region", "地区", (one) => [one.region.code, one.region.path.at(-1)]],
  ["year", "年份", (one) => [one.date.edtf && one.date.edtf.slice(0, 4), one.date.edtf && `${one.date.edtf.slice(0, 4)} 年`]],
  ["state", "文本状态", (one) => [one.state, one.state]],
];

const kept = (text) => [...text].map((unit, at) => [unit.toLowerCase(), at]).filter(([unit]) => /[\p{L}\p{N}]/u.test(unit));
const folded = (text) => kept(text).map(([unit]) => unit).join("");
const above = (code) => [`${code.slice(0, 2)}0000`, `${code.slice(0, 4)}00`].filter((one) => one !== code);

function valuesOf(name, one, read) {
  const id = read(one)[0] ?? "unknown";
  return name === "region" && id !== "unknown" ? [...above(id), id] : [id];
}

function facetInfo([name, zh, read]) {
  const found = new Map();
  for (const one of EVERY_SPEECH) {
    const [id, label] = read(one);
    if (name === "region" && id)
      [...above(id), id].forEach((code, depth, all) =>
        found.set(code, { id: code, zh: one.region.path[depth], en: code, parent: all[depth - 1] ?? null, depth }));
    else found.set(id ?? "unknown", { id: id ?? "unknown", zh: id ? label : "未详", en: id ?? "unknown", parent: null, depth: 0 });
  }
  return { name, zh, en: name, values: [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

function lines(one) {
  return [{ block: "", text: one.title }, ...one.blocks.map(({ id, text }) => ({ block: id, text }))];
}

function passageOf({ block, text }, words) {
  const units = kept(text), plain = units.map(([unit]) => unit).join("");
  const marks = [];
  for (const word of words)
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + 1))
      marks.push([units[at][1], units[at + word.length - 1][1] + 1]);
  if (!marks.length) return null;
  marks.sort((a, b) => a[0] - b[0]);
  const segments = [];
  let from = 0;
  for (const [start, end] of marks.filter(([start], at) => !at || start >= marks[at - 1][1])) {
    segments.push({ text: text.slice(from, start), mark: false }, { text: text.slice(start, end), mark: true });
    from = end;
  }
  segments.push({ text: text.slice(from), mark: false });
  return { block, kind: "paragraph", segments: segments.filter((one) => one.text), words: [...new Set(segments.filter((one) => one.mark).map((one) => one.text))], number: marks.length };
}

function hitOf(one, words) {
  const found = lines(one).map((line) => passageOf(line, words)).filter(Boolean);
  const label = (id, zh) => (id ? { zh, en: id } : null);
  return {
    id: one.id, path: `speeches/${one.id}/`, title: one.title, date: one.date.edtf, characters: one.characters, minutes: one.minutes,
    labels: { occasion: label(one.occasion.id, one.occasion.name), role: label(one.speaker.role, one.speaker.role_label), region: label(one.region.code, one.region.path.at(-1)) },
    occurrences: found.reduce((sum, passage) => sum + passage.number, 0), passages: found.slice(0, 3),
  };
}

const SORTS = {
  newest: (a, b) => (b.date.edtf ?? "0").localeCompare(a.date.edtf ?? "0"),
  oldest: (a, b) => (a.date.edtf ?? "9").localeCompare(b.date.edtf ?? "9"),
  longest: (a, b) => b.characters - a.characters,
  shortest: (a, b) => a.characters - b.characters,
  relevance: () => 0,
};

function answer(request) {
  const typed = request.query.split(/\s+/).filter(Boolean);
  const words = typed.map(folded).filter(Boolean);
  const holds = (one) => words.every((word) => lines(one).some(({ text }) => folded(text).includes(word)));
  const [least, most] = request.minutes;
  const timed = (one) => (least === null || one.minutes[0] >= least) && (most === null || one.minutes[1] <= most);
  const chosen = (one, [name, , read]) => !request.filters[name] || valuesOf(name, one, read).some((id) => request.filters[name].includes(id));
  const asked = EVERY_SPEECH.filter((one) => holds(one) && timed(one));
  const passing = asked.filter((one) => MOCK_FACETS.every((facet) => chosen(one, facet))).sort(SORTS[request.sort]);
  const counts = {};
  for (const facet of MOCK_FACETS) {
    const [name, , read] = facet;
    counts[name] = {};
    for (const one of asked.filter((other) => MOCK_FACETS.every((also) => also === facet || chosen(other, also))))
      for (const id of valuesOf(name, one, read)) counts[name][id] = (counts[name][id] ?? 0) + 1;
  }
  const lone = (request.query.match(/"/g) ?? []).length % 2;
  return {
    request, verified: true, total: passing.length, facets: counts,
    hits: passing.slice(request.offset, request.offset + request.limit).map((one) => hitOf(one, words)),
    problems: lone ? [{ code: "lone-quote", at: [0, 1], zh: "引号没有成对，按字面查找。", en: "A quote without its partner." }] : [],
    suggestions: passing.length ? [] : [{ text: "青山绿水", kind: "term", zh: "青山绿水", en: "青山绿水" }],
  };
}

const pause = (time) => new Promise((done) => setTimeout(done, time));
class MockAbort extends Error {
  name = "AbortError";
}
class MockFailure extends Error {
  name = "SearchError";
  code = "offline";
  zh = "连不上网站。请检查网络后重试。";
  en = "The site cannot be reached.";
}

/** @param {URL} base */
export async function connect(base) {
  globalThis.engineBase = base.href;
  globalThis.engineAsked = [];
  const trouble = (globalThis.engineTrouble ??= {});
  if (trouble.connect-- > 0) throw new MockFailure();
  let last = 0;
  return {
    info: { documents: EVERY_SPEECH.length, facets: MOCK_FACETS.map(facetInfo) },
    async search(request, onUpdate) {
      const number = ++last;
      globalThis.engineAsked.push(request);
      if (trouble.slow) await pause(trouble.slow);
      if (number !== last) throw new MockAbort();
      if (trouble.search-- > 0) throw new MockFailure();
      const response = answer(request);
      if (trouble.unsure) {
        onUpdate?.({ ...response, verified: false, total: response.total + 7 });
        await pause(trouble.unsure);
        if (number !== last) throw new MockAbort();
      }
      return response;
    },
    async suggest(text) {
      return "qingshan".startsWith(text) ? [
        { text: "青山绿水", kind: "pinyin", zh: "青山绿水", en: "青山绿水" },
        { text: "营口市", kind: "pinyin", field: "region", value: "210800", zh: "营口市", en: "Yingkou" },
      ] : [];
    },
  };
}
