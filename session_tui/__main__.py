"""`python -m session_tui` is `session-tui`."""

import sys

from session_tui.cli import main

sys.exit(main())
