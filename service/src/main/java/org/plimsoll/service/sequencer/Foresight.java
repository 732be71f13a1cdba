package org.plimsoll.service.sequencer;

import java.util.concurrent.CompletableFuture;

/// What a command in this process learns of its answer before the answer is durable.
///
/// For a driver whose next commands follow in the same journal: what it concludes from a foreseen
/// answer is lost with it, if it is lost, so that nothing durable ever rests on it. Never to be
/// shown to anyone else.
///
/// @param foreseen the answer as soon as the command is applied
/// @param answer the same once it is durable
public record Foresight(
    CompletableFuture<Acknowledgement> foreseen, CompletableFuture<Acknowledgement> answer) {}
