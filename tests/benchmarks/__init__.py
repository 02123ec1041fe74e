"""Speed, size and quality of pages beside other ways: `make bench`, or `python -m tests.benchmarks [--quick] [--only PART …]`.

Every timed run publishes a text of its own (`fresh_text`), and what is compared is driven in turns, so that noise of the
machine hits both sides. Ratios decide; milliseconds inform.
"""
