package org.plimsoll.service.store;

/// The whole state after the command at `sequence`, with the chain hash and state hash there.
@SuppressWarnings("ArrayRecordComponent") // identified by its sequence and hashes
public record Snapshot(long sequence, byte[] chain, byte[] stateHash, byte[] body) {}
