"""What happened: entries, the journal that keeps them, the folds, the local database, keys."""
