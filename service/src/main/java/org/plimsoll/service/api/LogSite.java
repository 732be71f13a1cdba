package org.plimsoll.service.api;

import org.plimsoll.transparency.LogSource;

/// A public log that the server shows.
///
/// @param files what anyone may read of it
/// @param key its public key, as verifiers take it
public record LogSite(LogSource files, String key) {}
