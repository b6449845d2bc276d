"""Tests of the search: the writer and the reader's side against each other, and both against brute force."""
