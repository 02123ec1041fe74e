"""Books of many articles: from a list of sources to the files of an issue or an anthology."""
