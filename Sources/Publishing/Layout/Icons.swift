/// Drawings of the theme that stand inside pages, so that they take the colour of their text.
enum Icons {
  /// The mark: a cairn whose middle stone carries the blaze of the trail.
  static let mark: StaticString = """
    <svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" \
    focusable="false"><rect class="stone" x="10" y="3" width="11" height="7" rx="3.5"/>\
    <rect class="blaze" x="6" y="12" width="21" height="8" rx="4"/>\
    <rect class="stone" x="2" y="22" width="28" height="8" rx="4"/></svg>
    """

  static let search: StaticString = """
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">\
    <circle class="line" cx="7" cy="7" r="4.5"/><path class="line" d="M10.5 10.5 14 14"/></svg>
    """
}
