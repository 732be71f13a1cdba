package org.plimsoll.service.api;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An error as RFC 9457 has it, with a stable code, before it is put into words.
///
/// @param code upper case, never renamed
/// @param remedy what to do about it
/// @param sequence where in the journal a refused command is
record Problem(
    int status,
    String code,
    Sentence title,
    @Nullable Sentence detail,
    @Nullable String instance,
    @Nullable Sentence remedy,
    @Nullable Long sequence,
    @Nullable List<Place> places) {
  private static final String TYPE_BASE = "https://plimsoll.org/problems/";

  /// One place of the request that is wrong.
  ///
  /// @param pointer RFC 6901, into the body
  /// @param parameter the query, path or header parameter
  record Place(
      @Nullable String pointer,
      @Nullable String parameter,
      Sentence detail,
      @Nullable String keyword) {
    private FieldError in(Language language) {
      return new FieldError(pointer, parameter, detail.in(language), keyword);
    }
  }

  /// A place as the contract has it.
  record FieldError(
      @Nullable String pointer,
      @Nullable String parameter,
      String detail,
      @Nullable String keyword) {}

  /// The problem as the contract has it.
  private record Told(
      String type,
      String title,
      int status,
      String code,
      @Nullable String detail,
      @Nullable String instance,
      @Nullable String remedy,
      @Nullable Long sequence,
      @Nullable List<FieldError> errors) {}

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

  /// @param title the title's key after `title.`
  static Problem of(int status, String code, String title, @Nullable Sentence detail) {
    return new Problem(status, code, Sentence.of("title." + title), detail, null, null, null, null);
  }

  static Problem badParameter(String name, Sentence detail) {
    return of(400, "PARAMETER_INVALID", "parameter-invalid", detail)
        .withPlaces(List.of(new Place(null, name, detail, null)));
  }

  static Problem missingParameter(String name) {
    return of(
            400,
            "PARAMETER_MISSING",
            "parameter-missing",
            Sentence.of("detail.parameter-missing", name))
        .withPlaces(List.of(new Place(null, name, Sentence.of("detail.required"), null)));
  }

  static Problem notFound(String code, Sentence detail) {
    return of(404, code, "missing", detail);
  }

  static Problem notReady() {
    return of(503, "NOT_READY", "not-ready", Sentence.of("detail.not-ready"))
        .withRemedy("remedy.ask-again");
  }

  Problem withPlaces(List<Place> wrong) {
    return new Problem(status, code, title, detail, instance, remedy, sequence, List.copyOf(wrong));
  }

  /// @param key of a sentence without places
  Problem withRemedy(String key) {
    return new Problem(status, code, title, detail, instance, Sentence.of(key), sequence, places);
  }

  Problem withInstance(String path) {
    return new Problem(status, code, title, detail, path, remedy, sequence, places);
  }

  Problem withSequence(long place) {
    return new Problem(status, code, title, detail, instance, remedy, place, places);
  }

  Thrown thrown() {
    return new Thrown(this);
  }

  /// The answer in the reader's language; its code is the same in all.
  Response response(Language language) {
    var headers = new TreeMap<String, String>();
    headers.put("Cache-Control", "no-store");
    headers.put("Content-Language", language.tag());
    headers.put("Vary", "Accept-Language");
    if (status == 503) {
      headers.put("Retry-After", "1");
    }
    return new Response(
        status,
        "application/problem+json",
        headers,
        new Response.Bytes(Json.bytes(told(language))));
  }

  private Told told(Language language) {
    return new Told(
        TYPE_BASE + code.toLowerCase(Locale.ROOT).replace('_', '-'),
        title.in(language),
        status,
        code,
        detail == null ? null : detail.in(language),
        instance,
        remedy == null ? null : remedy.in(language),
        sequence,
        places == null ? null : places.stream().map(place -> place.in(language)).toList());
  }
}
