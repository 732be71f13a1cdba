package org.plimsoll.service.cli;

/// One thing that the doctor looked at.
///
/// @param check its stable name
/// @param detail for people: what was found, and what to do about it
record Finding(String check, Health health, String detail) {
  /// How one thing is.
  enum Health {
    /// As it should be.
    OK,
    /// Usable, with something to know.
    WARNING,
    /// Not usable.
    FAILED
  }
}
