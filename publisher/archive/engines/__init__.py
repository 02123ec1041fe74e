"""Who does the tasks of a batch: the processes of this machine (`local`), those of a cluster (`dask`),
or this one itself (`here`)."""
