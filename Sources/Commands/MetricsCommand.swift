import ArgumentParser
import Knowledge
import Primitives
import Workflows

/// The subcommand `waymark metrics`.
struct MetricsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "Print metrics with what they rest on.",
    discussion: """
      A proportion is k of n with its Wilson interval (95 %); without data it is no number. --rows \
      prints the facts behind each part instead, each with the record that states it.
      """)

  @OptionGroup var options: WorkspaceOptions
  @OptionGroup var format: FormatOption
  @OptionGroup var view: ViewOptions
  @Argument(
    help: ArgumentHelp("Ids or names, such as U1 or upgrade-success; all when left out."))
  var metrics: [String] = []
  @Flag(name: .long, help: "Print the facts behind the numbers.") var rows = false

  func run() throws {
    let workspace = try options.opened()
    let situation = try Situation(
      workspace, try view.view(in: workspace), programVersion: Waymark.version)
    let readings = try MeasureMetrics.run(situation, metrics)
    format.print(rows ? Self.facts(readings) : Self.numbers(readings))
  }

  private static func numbers(_ readings: [MeasureMetrics.Reading]) -> Answer {
    func line(
      _ reading: MeasureMetrics.Reading, _ part: String, _ measure: MetricResult.Measure
    ) -> [Value] {
      var numbers: [Value] = [.null, .null, .null, .null]
      if case .proportion(let proportion) = measure {
        numbers = [
          .int(proportion.k), .int(proportion.n),
          proportion.interval.map { .double(rounded($0.lowerBound)) } ?? .null,
          proportion.interval.map { .double(rounded($0.upperBound)) } ?? .null,
        ]
      }
      return [
        .string(reading.metric.id), .string(reading.metric.name), .string(part),
        .string(reading.text(measure)),
      ] + numbers
    }
    return Answer(
      ["metric", "name", "part", "value", "k", "n", "low", "high"],
      readings.flatMap { reading in
        (reading.result.total.map { [line(reading, "all", $0)] } ?? [])
          + reading.result.parts.map { line(reading, $0.label, $0.measure) }
      })
  }

  /// To four places: more would claim a precision that no sample here has.
  private static func rounded(_ share: Double) -> Double { (share * 10_000).rounded() / 10_000 }

  private static func facts(_ readings: [MeasureMetrics.Reading]) -> Answer {
    Answer(
      ["metric", "part", "fact", "counts", "record"],
      readings.flatMap { reading in
        reading.result.parts.flatMap { part in
          part.rows.map { row in
            [
              .string(reading.metric.id), .string(part.label), .string(row.text),
              row.counts.map(Value.bool) ?? .null,
              row.record.map { .string($0.description) } ?? .null,
            ]
          }
        }
      })
  }
}
