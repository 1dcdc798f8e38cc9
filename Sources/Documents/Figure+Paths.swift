extension Figure {
  /// Ways between the versions of a thing, as a trail: one row a version, one arc an upgrade.
  public struct Paths: Sendable, Hashable {
    /// What the drawing shows, in a few words.
    public let title: String
    /// The versions, newest first.
    public let stops: [Stop]
    /// The ways, in order.
    public let ways: [Way]

    /// A version that ways lead to, from or through.
    public struct Stop: Sendable, Hashable {
      /// How long fixes come for it.
      public enum Support: String, Sendable, Hashable {
        case supported, security, ended, upcoming, unknown
      }
      /// The version.
      public let label: String
      /// What is known of its support, in words; empty for nothing.
      public let note: String
      /// How long fixes come for it.
      public let support: Support
      /// Whether some way may not skip it.
      public let isRequired: Bool

      /// Makes a stop.
      public init(label: String, note: String, support: Support, isRequired: Bool) {
        (self.label, self.note, self.support) = (label, note, support)
        self.isRequired = isRequired
      }
    }

    /// A way from one stop to another.
    public struct Way: Sendable, Hashable {
      /// The place of the stop at which it starts.
      public let from: Int
      /// The place of the stop at which it ends.
      public let to: Int
      /// The places of the stops that it passes and may not skip, in order.
      public let through: [Int]
      /// What it is called, such as `Django 4.2 to 5.2`.
      public let label: String
      /// Where it is described, a relative `.md` path as in Markdown.
      public let href: String
      /// Where it stands: planned, active, done or abandoned.
      public let status: String

      /// Makes a way.
      public init(
        from: Int, to: Int, through: [Int], label: String, href: String, status: String
      ) {
        (self.from, self.to, self.through) = (from, to, through)
        (self.label, self.href, self.status) = (label, href, status)
      }
    }

    /// Makes a drawing.
    public init(title: String, stops: [Stop], ways: [Way]) {
      (self.title, self.stops, self.ways) = (title, stops, ways)
    }
  }
}
