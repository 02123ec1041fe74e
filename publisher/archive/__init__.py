"""An archive: many sources, each made into its outputs once, and made again only when something it depends on has changed.

sources, selection, json_lines   what is to be published: folders, patterns, files, lines, stores reached by an address
layers, dependencies             what an article depends on beside its source: known before it is read, and found while it is made
content_key                      … as one digest
storage/                         where sources and outputs are kept: folders here, object stores elsewhere
work                             what is handed between the parts: a task, and what became of it
making                           one article made whole, `places` being where its files are
workers, serving                 … in a process of its own: the side that asks, and the side that makes
engines/                         who does the tasks: the processes of this machine, or of a cluster
journal, journal_file            what was made from what; its file, lock and snapshots
rebuild                          a lost journal, from the marks in the outputs (`publisher.provenance.marks`)
batch                            a run over all of it
report, shared_faces             what is written at its end
"""
