"""Who can open what: slots, keyrings, passphrases and the seals of single persons."""
