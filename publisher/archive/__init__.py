"""An archive: many sources, each made into its outputs once, and made again only when something it depends on has changed.

sources     what is to be published: folders, globs, JSON Lines, stores reached by an address
storage/    where sources and outputs are kept: folders here, object stores elsewhere
work        what is handed between the parts: a task, and what became of it
"""
