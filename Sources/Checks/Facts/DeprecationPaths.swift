import Knowledge
import Records

extension DeprecationLife {
  /// The field that says when it ends.
  var endPath: FieldPath {
    removed != nil ? "removed" : planned != nil ? "plannedRemoval" : "announced"
  }

  /// From when users were told in their programs; from the announcement where nothing warns.
  var start: (name: String, moment: Moment)? {
    if let warns { return ("warns", warns) }
    return announced.map { ("announced", $0) }
  }
}

extension Moment {
  /// Whether this one certainly comes before another, by their versions or else by their days.
  ///
  /// Versions decide where both have one: a day may be that of a maintenance release.
  func isBefore(_ other: Moment) -> Bool {
    if let mine = version, let theirs = other.version { return mine.isOlder(than: theirs) }
    guard let mine = on, let theirs = other.on else { return false }
    return mine.last < theirs.first
  }
}
