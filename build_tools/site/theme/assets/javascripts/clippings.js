/* The page of the clipping list: what was clipped, taken out again, and exported as Markdown and Word with its sources. */
"use strict";

(() => {
  const place = document.getElementById("anthology-clippings");
  const store = globalThis.AnthologyClippings;
  if (!place || !store) return;
  const root = new URL(document.querySelector(".find-box").dataset.anthologyRoot, location.href);

  function address(one) {
    const path = `speeches/${one.speech}/${location.protocol === "file:" ? "index.html" : ""}`;
    return `${new URL(path, root).href}#${one.block}`;
  }

  function make(tag, words, more = {}) {
    return Object.assign(document.createElement(tag), { textContent: words }, more);
  }

  const source = (one) => `——《${one.title}》`;

  function markdown(clippings) {
    const plain = (text) => text.replace(/[\\`*_{}[\]<>#|~]/g, "\\$&").replace(/^(\s*)([-+=]|\d+[.)])/gm, "$1\\$2");
    const one = (clip) => `${clip.text.split("\n").map((line) => `> ${plain(line)}`).join("\n>\n")}\n>\n> ${source({ title: plain(clip.title) })}，<${address(clip)}>\n`;
    return `# 素材夹\n\n${clippings.map(one).join("\n")}`;
  }

  const bytes = (text) => new TextEncoder().encode(text);
  const escaped = (text) =>
    // what XML cannot hold is shown as a replacement character
    text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
      .replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

  const FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋" w:hint="eastAsia"/>';
  const run = (text, more = "") => `<w:r><w:rPr>${FONT}${more}</w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
  const paragraph = (inside, more = "") => `<w:p><w:pPr>${more}</w:pPr>${inside}</w:p>`;

  function wordDocument(clippings) {
    const rows = clippings.flatMap((clip) => [
      ...clip.text.split("\n").map((line) => paragraph(run(line, '<w:sz w:val="32"/>'), '<w:ind w:firstLineChars="200" w:firstLine="640"/>')),
      paragraph(run(`${source(clip)}，${address(clip)}`, '<w:sz w:val="24"/>'), '<w:spacing w:after="320"/><w:jc w:val="right"/>'),
    ]);
    const title = paragraph(run("素材夹", '<w:b/><w:sz w:val="44"/>'), '<w:jc w:val="center"/>');
    const page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>';
    return `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${title}${rows.join("")}${page}</w:body></w:document>`;
  }

  function word(clippings) {
    const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
    const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    const types = "http://schemas.openxmlformats.org/package/2006/content-types";
    const relations = "http://schemas.openxmlformats.org/package/2006/relationships";
    return zip({
      "[Content_Types].xml": `${head}<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
      "_rels/.rels": `${head}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}" Target="word/document.xml"/></Relationships>`,
      "word/document.xml": head + wordDocument(clippings),
    });
  }

  function crc32(data) {
    let crc = ~0;
    for (const byte of data) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
    }
    return ~crc >>> 0;
  }

  /* Numbers of two and four bytes, one after another. */
  function packed(...fields) {
    const made = new DataView(new ArrayBuffer(fields.reduce((sum, [size]) => sum + size, 0)));
    let at = 0;
    for (const [size, value] of fields) {
      if (size === 2) made.setUint16(at, value, true);
      else made.setUint32(at, value, true);
      at += size;
    }
    return new Uint8Array(made.buffer);
  }

  /* A ZIP file whose members are stored as they are. */
  function zip(files) {
    const local = [], central = [];
    let at = 0, length = 0;
    for (const [path, text] of Object.entries(files)) {
      const name = bytes(path), data = bytes(text);
      const about = [[2, 20], [2, 0x0800], [2, 0], [2, 0], [2, 0x21], [4, crc32(data)], [4, data.length], [4, data.length], [2, name.length], [2, 0]];
      local.push(packed([4, 0x04034b50], ...about), name, data);
      central.push(packed([4, 0x02014b50], [2, 20], ...about, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]), name);
      at += 30 + name.length + data.length;
      length += 46 + name.length;
    }
    const count = Object.keys(files).length;
    return [...local, ...central, packed([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, length], [4, at], [2, 0])];
  }

  function save(parts, type, name) {
    const link = make("a", "", { href: URL.createObjectURL(new Blob(parts, { type })), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

  function button(words, act) {
    const made = make("button", words, { type: "button" });
    made.addEventListener("click", act);
    return made;
  }

  /* The button that was pressed is gone when the list is shown anew: the list itself then has the focus. */
  function change(clippings) {
    store.keep(clippings);
    show();
    place.focus();
  }

  function item(clip, number, clippings) {
    const row = document.createElement("li");
    const quote = document.createElement("blockquote");
    quote.append(...clip.text.split("\n").map((line) => make("p", line)));
    const from = make("p", "——", { className: "clip-source" });
    const remove = button("移除", () => change(clippings.filter((_, other) => other !== number)));
    remove.setAttribute("aria-label", `移除第 ${number + 1} 条`);
    from.append(make("a", `《${clip.title}》`, { href: address(clip) }), " ", remove);
    row.append(quote, from);
    return row;
  }

  function show() {
    const clippings = store.all();
    const list = document.createElement("ol");
    list.append(...clippings.map(item));
    const about = make("p", clippings.length ? `共 ${clippings.length} 条` : "还没有素材。");
    about.setAttribute("role", "status");
    const tools = make("p", "", { className: "clip-tools" });
    tools.append(
      button("导出 Markdown", () => save([markdown(clippings)], "text/markdown;charset=utf-8", "素材夹.md")),
      button("导出 Word", () => save(word(clippings), DOCX, "素材夹.docx")),
    );
    place.tabIndex = -1;
    place.replaceChildren(about, ...(clippings.length ? [tools, list] : []));
  }

  show();
  addEventListener("storage", show);
})();
