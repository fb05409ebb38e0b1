"""``python -m coursedeck`` is the command."""

import sys

from coursedeck.cli import main

sys.exit(main())
