"""Speed and size beside the plain way: `make bench`, or `python -m tests.benchmarks [--quick] [--json FILE]`.

Every timed run publishes a text of its own (`fresh_text`), and what is compared is driven in turns, so that noise of the
machine hits both sides. Ratios decide; milliseconds inform.
"""
