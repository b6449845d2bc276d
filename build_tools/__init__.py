"""The speech anthology, as one road from what was sent to what is published.

model, findings    the nouns, and the table of everything that may be said of a mistake
vocabulary         the controlled lists: occasions, genres, roles, places, states, rights
importers          bytes → Source: decoded text, exactly as sent, with its digest
sidecar            what a person declared about a source, with the line of each word
segmentation       Source → Parts that cover every character once
repair             span → Edits: certain, probable, unclear
structure          span + edits → Blocks: salutation, headings, paragraphs, closing
description        blocks → Evidence → Metadata
corpus             many speeches: which are copies, nearly so, or part of one another
checks             Speech → Findings: counts, truncation, masked text, sums
citations          Speech → how it is cited, in each format
pages, exporters   speeches → Markdown pages, data files and downloads
disk, pipeline     files, and the road in order
making … batch     one source's product; many side by side, remembered, so that only what changed is made again
conversion         products → data files and pages; publication adds lists, index and site
site               the Markdown pages → a MkDocs Material site
"""

from typing import Final

__version__: Final = "0.1.0"
