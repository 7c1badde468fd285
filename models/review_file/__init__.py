"""Files by which a session is reviewed elsewhere: what goes, what comes back."""
