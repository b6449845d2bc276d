"""Broken files by the thousand: whatever is fed to importers, sidecar, road and pages, nothing crashes."""
