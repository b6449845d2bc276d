"""A: markup, addresses and scripts, in every kind of file that may hold words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from tests.battery.inputs import WORDS, Input, beside, holding, inputs, speech
from tests.importers.test_word import body, package

PWN: Final = "window.__pwn=1"
SCRIPT: Final = f"<script>{PWN}</script>"
IN_TEXT: Final = {
    "script element": SCRIPT,
    "image with a handler": f"<img src=x onerror={PWN}>",
    "drawing with a handler": f"<svg onload={PWN}></svg>",
    "frame with a document": f'<iframe srcdoc="{SCRIPT}"></iframe>',
    "mathematics with a link": f'<math><mi xlink:href="javascript:{PWN}">x</mi></math>',
    "mutation through noscript": f'<noscript><p title="</noscript><img src=x onerror={PWN}>">',
    "mutation through a comment": f"<!--><img src=x onerror={PWN}>-->",
    "section of character data": f"<![CDATA[{SCRIPT}]]>",
    "meta refresh": '<meta http-equiv=refresh content="0;url=https://example.org/">',
    "form elsewhere": '<form action="https://example.org/"><input name=password></form>',
    "base elsewhere": '<base href="https://example.org/">',
    "style from elsewhere": '<style>@import "https://example.org/a.css"; body{display:none}</style>',
    "image from elsewhere": "![图](https://example.org/a.png)",
    "link that is a script": f"[点我](javascript:{PWN})",
    "autolink that is a script": f"<javascript:{PWN}>",
    "link of entities": f"[点我](&#106;avascript:{PWN})",
    "link split by a tab": f"[点我](java\tscript:{PWN})",
    "link of data": f"[点我](data:text/html,{SCRIPT})",
    "link of vbscript": "[点我](vbscript:msgbox)",
    "reference definition": f"[点我][1]\n\n[1]: javascript:{PWN}",
    "footnote": f"注[^1]\n\n[^1]: {SCRIPT}",
    "attribute list": f"{{: onclick={PWN} style=display:none }}",
    "markdown inside HTML": f'<div markdown="1" onclick={PWN}>**字**</div>',
    "admonition": f'!!! note "{SCRIPT}"\n    {SCRIPT}',
    "fence with attributes": f"```{{.html onclick={PWN}}}\n{SCRIPT}\n```",
    "script that was escaped": "&lt;script&gt;window.__pwn=1&lt;/script&gt;",
    "heading": f"## <img src=x onerror={PWN}>",
    "template": "{{ config.__class__.__init__.__globals__ }}{% for x in y %}",
}
IN_PAGES: Final = {
    "page with scripts": f"<p>同志们：</p>{SCRIPT}<p onclick={PWN}>{WORDS.format('落实')}</p><img src=x onerror={PWN}>"
    "<p>谢谢大家！</p>",
    "page with a link that is a script": f"<p>同志们：</p><p>{WORDS.format(f'<a href=javascript:{PWN}>落实</a>')}</p>",
    "page with escaped markup": f"<p>同志们：</p><p>{WORDS.format('&lt;img src=x onerror=window.__pwn=1&gt;')}</p>",
}


def every() -> Iterator[Input]:
    """All of them."""
    yield from inputs("A", {f"{name}, in a text": holding(what) for name, what in IN_TEXT.items()})
    yield from inputs("A", {name: {"a.html": page} for name, page in IN_PAGES.items()})
    markdown = speech(f"[点我](javascript:{PWN}) {SCRIPT} ![](x){{ onerror={PWN} }}").replace("\n", "\n\n")
    yield Input("A", "Markdown file", {"a.md": f"# {SCRIPT}\n\n{markdown}"})
    words = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in _escaped(holding(SCRIPT)).split("\n"))
    yield Input("A", "Word file", {"a.docx": package({"word/document.xml": body(words)})})
    yield from inputs(
        "A",
        {
            "title with a script": beside(f"title: '</title>{SCRIPT}'\n"),
            "every field with a handler": beside(
                "".join(f"{name}: '\"><img src=x onerror={PWN}>'\n" for name in ("speaker", "audience", "note"))
            ),
            "address that is a script": beside(f"url: 'javascript:{PWN}'\n"),
            "address of data": beside("url: 'data:text/html,x'\n"),
            "address of a file": beside("title: 讲话\nurl: file:///etc/passwd\n"),
            "address with a line in it": beside('url: "https://example.org/\\njavascript:x"\n'),
            "address that ends an attribute": beside(f"url: 'https://example.org/\" onmouseover=\"{PWN}'\n"),
        },
    )


def _escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
