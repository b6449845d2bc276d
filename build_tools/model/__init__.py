"""The nouns of the road: what each stage takes and gives.

Knows: nothing but its own modules.
Must not know: files, YAML, Markdown, MkDocs, or any rule.
"""

from build_tools.model.declared import (
    DECLARABLE,
    Acceptance,
    Correction,
    Declared,
    DeclaredSegment,
    Facts,
    Value,
)
from build_tools.model.gone import Gone
from build_tools.model.known import (
    Dating,
    Evidence,
    Genre,
    Metadata,
    Occasion,
    Region,
    Speaker,
)
from build_tools.model.made import (
    Artifact,
    Finding,
    Page,
    Segmentation,
    Source,
    Speech,
    Volume,
    locate,
    read,
)
from build_tools.model.relations import Neighbour, Reason
from build_tools.model.text import (
    BLOCK_KINDS,
    CERTAINTIES,
    EDIT_CATEGORIES,
    PART_KINDS,
    SEVERITIES,
    STATUSES,
    Bilingual,
    Block,
    Edit,
    Location,
    Mark,
    Part,
    RawFile,
    Span,
)

__all__ = [
    "BLOCK_KINDS",
    "CERTAINTIES",
    "DECLARABLE",
    "EDIT_CATEGORIES",
    "PART_KINDS",
    "SEVERITIES",
    "STATUSES",
    "Acceptance",
    "Artifact",
    "Bilingual",
    "Block",
    "Correction",
    "Dating",
    "Declared",
    "DeclaredSegment",
    "Edit",
    "Evidence",
    "Facts",
    "Finding",
    "Genre",
    "Gone",
    "Location",
    "Mark",
    "Metadata",
    "Neighbour",
    "Occasion",
    "Page",
    "Part",
    "RawFile",
    "Reason",
    "Region",
    "Segmentation",
    "Source",
    "Span",
    "Speaker",
    "Speech",
    "Value",
    "Volume",
    "locate",
    "read",
]
