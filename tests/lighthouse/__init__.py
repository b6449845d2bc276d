"""Lighthouse over the built site: what a phone's reader waits for, on every kind of page."""
