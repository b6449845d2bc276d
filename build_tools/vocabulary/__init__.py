"""The controlled lists of the anthology, as frozen lookups."""
