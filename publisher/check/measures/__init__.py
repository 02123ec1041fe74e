"""The measures: each reads a finished page's paragraphs and tells figures, verdicts and places."""
