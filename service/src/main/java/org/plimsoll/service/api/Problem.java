package org.plimsoll.service.api;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An error as RFC 9457 has it, with a stable code.
///
/// @param code upper case, never renamed
/// @param remedy what to do about it
/// @param sequence where in the journal a refused command is
record Problem(
    String type,
    String title,
    int status,
    String code,
    @Nullable String detail,
    @Nullable String instance,
    @Nullable String remedy,
    @Nullable Long sequence,
    @Nullable List<FieldError> errors) {
  private static final String TYPE_BASE = "https://plimsoll.org/problems/";

  /// What is wrong in one place of the request.
  ///
  /// @param pointer RFC 6901, into the body
  /// @param parameter the query, path or header parameter
  record FieldError(
      @Nullable String pointer,
      @Nullable String parameter,
      String detail,
      @Nullable String keyword) {}

  /// Carries a problem out of a handler to where it is answered. Without a stack trace.
  static final class Thrown extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;

    private Thrown(Problem problem) {
      super(problem.code(), null, false, false);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  static Problem of(int status, String code, String title, @Nullable String detail) {
    String type = TYPE_BASE + code.toLowerCase(Locale.ROOT).replace('_', '-');
    return new Problem(type, title, status, code, detail, null, null, null, null);
  }

  static Problem badParameter(String name, String detail) {
    return of(400, "PARAMETER_INVALID", "A parameter is not what the contract says", detail)
        .withErrors(List.of(new FieldError(null, name, detail, null)));
  }

  static Problem missingParameter(String name) {
    return of(
            400,
            "PARAMETER_MISSING",
            "A required parameter is missing",
            "The query parameter '" + name + "' is required.")
        .withErrors(List.of(new FieldError(null, name, "is required", null)));
  }

  static Problem notFound(String code, String detail) {
    return of(404, code, "There is no such thing", detail);
  }

  static Problem notReady() {
    return of(503, "NOT_READY", "The venue is not ready yet", "No state has been published yet.")
        .withRemedy("Ask again in a second.");
  }

  Problem withErrors(List<FieldError> places) {
    return new Problem(
        type, title, status, code, detail, instance, remedy, sequence, List.copyOf(places));
  }

  Problem withRemedy(String text) {
    return new Problem(type, title, status, code, detail, instance, text, sequence, errors);
  }

  Problem withInstance(String path) {
    return new Problem(type, title, status, code, detail, path, remedy, sequence, errors);
  }

  Problem withSequence(long place) {
    return new Problem(type, title, status, code, detail, instance, remedy, place, errors);
  }

  Thrown thrown() {
    return new Thrown(this);
  }

  Response response() {
    var headers = new TreeMap<String, String>();
    headers.put("Cache-Control", "no-store");
    if (status == 503) {
      headers.put("Retry-After", "1");
    }
    return new Response(
        status, "application/problem+json", headers, new Response.Bytes(Json.bytes(this)));
  }
}
