"""The data files of the anthology, one module per format.

Knows: the nouns, and the vocabulary's labels.
Must not know: disks, pages, sites.
"""
