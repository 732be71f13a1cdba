package org.plimsoll.service.api.view;

import org.jspecify.annotations.Nullable;

/// A formula in the ways people read it, with names and with the numbers put in.
public record FormulaText(
    String text,
    String plain,
    @Nullable String latex,
    @Nullable String mathml,
    @Nullable String substitutedPlain,
    @Nullable String substitutedLatex,
    @Nullable String substitutedMathml) {}
