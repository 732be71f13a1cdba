package org.plimsoll.service.store;

/// The 32-byte state hash right after a command, kept so that a replay can be compared with it.
@SuppressWarnings("ArrayRecordComponent") // compared with MessageDigest.isEqual
public record StateMark(long sequence, byte[] hash) {}
