"""Who does the tasks of a batch: the processes of this machine (`local`), or those of a cluster (`dask`)."""
