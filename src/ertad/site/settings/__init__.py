"""Settings: `local` (default), `demo`, `test` and `production`, all read from the environment."""
