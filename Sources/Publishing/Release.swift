/// When a site that was made is put in front.
public enum Release: Sendable, Hashable {
  /// Whatever was found.
  case always
  /// Only if nothing that was found is an error; else what is served stays as it is.
  case ifSound
  /// Not at all: only to know what would be found.
  case never
}
