"""The same program with no account and no download site: engine, language host, provider, emulators."""
