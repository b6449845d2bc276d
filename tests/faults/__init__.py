"""J: twenty-five faults of the machine that a build meets, each brought about at a moment that was chosen.

`python -m tests.faults` tries them and prints what became of each; the tests do the same, a case a fault.
"""
