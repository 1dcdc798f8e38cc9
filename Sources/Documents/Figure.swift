import Primitives

/// A drawing as data; `Publishing` draws it as inline SVG, the document shows the same as a table.
public enum Figure: Sendable, Hashable {
  /// Spans of time with moments on them, one row a thing.
  case timeline(Timeline)
  /// Outcomes of pairs.
  case matrix(Matrix)
  /// Proportions with their intervals.
  case intervals(Intervals)
  /// Shares of traffic over the stages of a roll-out.
  case stages(Stages)
  /// Ways between versions.
  case paths(Paths)

  /// Rows of a timeline share one axis of days.
  public struct Timeline: Sendable, Hashable {
    /// What the drawing shows, in a few words.
    public let title: String
    /// The first day.
    public let from: CalendarDate
    /// The last day; of a span `nil` where it has no end yet.
    public let to: CalendarDate
    /// The day that the drawing is of.
    public let today: CalendarDate
    /// The rows, from top to bottom.
    public let rows: [Row]

    /// One thing with its life.
    public struct Row: Sendable, Hashable {
      /// What the row is about.
      public let label: String
      /// Relative `.md` path, as in Markdown; `nil` for no link.
      public let href: String?
      /// The stretches of time, in order.
      public let spans: [Span]
      /// The days that are marked, in order.
      public let marks: [Mark]
      /// Whether a promise was missed: drawn with a sign besides the colour.
      public let isOverdue: Bool
      /// The anchor of its entry on the page, by which tables follow a filter; `nil` for none.
      public var key: String?
      /// Whose it is, such as a component's title; rows can be filtered by it.
      public var group: String?
      /// Who answers for it, such as a team's name; rows can be filtered by it.
      public var owner: String?
      /// Where it stands, in a few words.
      public var note: String?

      /// Makes a row that is in no group.
      public init(label: String, href: String?, spans: [Span], marks: [Mark], isOverdue: Bool) {
        (self.label, self.href, self.spans, self.marks) = (label, href, spans, marks)
        self.isOverdue = isOverdue
      }
    }

    /// A stretch of time; open at its end when `to` is `nil`.
    public struct Span: Sendable, Hashable {
      /// What holds during a stretch of time.
      public enum Phase: String, Sendable, Hashable {
        case announced, warns, off, supported, security, ended, late, unknown
      }
      /// The first day.
      public let from: CalendarDate
      /// The last day; of a span `nil` where it has no end yet.
      public let to: CalendarDate?
      /// What holds meanwhile.
      public let phase: Phase

      /// Makes a span.
      public init(from: CalendarDate, to: CalendarDate?, phase: Phase) {
        (self.from, self.to, self.phase) = (from, to, phase)
      }
    }

    /// A moment.
    public struct Mark: Sendable, Hashable {
      /// How a day is marked.
      public enum Shape: String, Sendable, Hashable {
        case announced, warns, off, planned, removed, slipped
      }
      /// The day.
      public let on: CalendarDate
      /// How it is marked.
      public let shape: Shape
      /// What the drawing shows, in a few words.
      public let title: String

      /// Makes a mark.
      public init(on: CalendarDate, shape: Shape, title: String) {
        (self.on, self.shape, self.title) = (on, shape, title)
      }
    }

    /// Makes a timeline.
    public init(
      title: String, from: CalendarDate, to: CalendarDate, today: CalendarDate, rows: [Row]
    ) {
      (self.title, self.from, self.to, self.today, self.rows) = (title, from, to, today, rows)
    }
  }

  /// Rows are versions of one component, columns those of another.
  public struct Matrix: Sendable, Hashable {
    /// What a cell of the matrix says.
    public enum Outcome: String, Sendable, Hashable {
      case pass, fail, partial, error, skip, unknown, untested
    }
    /// What the drawing shows, in a few words.
    public let title: String
    /// What the rows are.
    public let rowTitle: String
    /// What the columns are.
    public let columnTitle: String
    /// The rows, from top to bottom.
    public let rows: [String]
    /// The columns, from left to right.
    public let columns: [String]
    /// One list a row, one cell a column.
    public let cells: [[Cell]]

    /// One pair.
    public struct Cell: Sendable, Hashable {
      /// What the cell says.
      public let outcome: Outcome
      /// What is printed, such as `1286/1425`.
      public let text: String
      /// The cell in words.
      public let detail: String
      /// Where the rows behind it are, such as `#drf-3.15-django-5.2`; `nil` without rows.
      public let href: String?

      /// Makes a cell.
      public init(_ outcome: Outcome, text: String, detail: String, href: String? = nil) {
        (self.outcome, self.text, self.detail) = (outcome, text, detail)
        self.href = href
      }
    }

    /// Makes a matrix.
    public init(
      title: String, rowTitle: String, columnTitle: String, rows: [String], columns: [String],
      cells: [[Cell]]
    ) {
      (self.title, self.rowTitle, self.columnTitle) = (title, rowTitle, columnTitle)
      (self.rows, self.columns, self.cells) = (rows, columns, cells)
    }
  }

  /// One bar a proportion, from 0 to 1.
  public struct Intervals: Sendable, Hashable {
    /// What the drawing shows, in a few words.
    public let title: String
    /// The rows, from top to bottom.
    public let rows: [Row]

    /// One proportion; without observations both bounds are `nil` and "no data" is drawn.
    public struct Row: Sendable, Hashable {
      /// What the row is about.
      public let label: String
      /// How many of them hold.
      public let k: Int
      /// How many there are.
      public let n: Int
      /// The lower end of the interval, 0 to 1; `nil` without data.
      public let low: Double?
      /// The upper end of the interval, 0 to 1; `nil` without data.
      public let high: Double?
      /// Where the rows behind it are, such as `#upgrade-success-rows`; `nil` without rows.
      public let href: String?

      /// Makes a row.
      public init(
        label: String, k: Int, n: Int, low: Double?, high: Double?, href: String? = nil
      ) {
        (self.label, self.k, self.n, self.low, self.high) = (label, k, n, low, high)
        self.href = href
      }
    }

    /// Makes a chart.
    public init(title: String, rows: [Row]) { (self.title, self.rows) = (title, rows) }
  }

  /// Steps of a roll-out.
  public struct Stages: Sendable, Hashable {
    /// What the drawing shows, in a few words.
    public let title: String
    /// The stages, in order.
    public let stages: [Stage]

    /// One step: the share of traffic in per cent and how long it holds.
    public struct Stage: Sendable, Hashable {
      /// The share of the traffic, in per cent.
      public let weight: Int
      /// How long to stay, in words.
      public let hold: String?
      /// What to look at meanwhile.
      public let note: String?

      /// Makes a stage.
      public init(weight: Int, hold: String?, note: String?) {
        (self.weight, self.hold, self.note) = (weight, hold, note)
      }
    }

    /// Makes a chart.
    public init(title: String, stages: [Stage]) { (self.title, self.stages) = (title, stages) }
  }
}
