import Primitives
import Records

/// The lengths that follow from an incident's timestamps.
public struct IncidentTimes: Sendable, Hashable {
  /// The first effect; `nil` if nobody recorded it.
  public let started: Instant?
  /// When it was noticed.
  public let detected: Instant?
  /// When users stopped noticing.
  public let mitigated: Instant?
  /// When the cause was gone.
  public let resolved: Instant?
  /// From the first effect to the detection.
  public let toDetect: Span?
  /// From the first effect to the end of the effect, or of the cause where only that is known.
  public let toRestore: Span?
  /// From the first effect to the end of the cause.
  public let duration: Span?
  /// What the report says itself.
  public let stated: String?
  /// Whether the stamps are odd, such as a detection after the end; a sentence, or `nil`.
  public let oddity: String?
  /// How what the report says itself compares with the timestamps; `nil` where it says nothing.
  public let comparison: Comparison?

  /// A stated length against the computed ones.
  public struct Comparison: Sendable, Hashable {
    /// In words: `1 hour 40 minutes shorter than the timestamps say`.
    public let text: String
    /// Whether none of the computed lengths is near it.
    public let differs: Bool
  }

  /// Computes the lengths of an incident.
  public init(_ incident: Record) {
    func instant(_ name: String) -> Instant? { incident[name]?.text.flatMap { Instant($0) } }
    (started, detected) = (instant("startedAt"), instant("detectedAt"))
    (mitigated, resolved) = (instant("mitigatedAt"), instant("resolvedAt"))
    func span(_ from: Instant?, _ to: Instant?) -> Span? {
      guard let from, let to, from <= to else { return nil }
      return from.span(to: to)
    }
    toDetect = span(started, detected)
    toRestore = span(started, mitigated ?? resolved)
    duration = span(started, resolved)
    stated = incident["statedDuration"]?.text
    let computed: [(String, Span?)] = [
      ("from the first effect to the end of the cause", duration),
      ("from the first effect to its end", toRestore),
      ("from when it was noticed to the end of the cause", span(detected, resolved)),
      ("from when it was noticed to the end of the effect", span(detected, mitigated)),
      ("from the first effect until it was noticed", toDetect),
    ]
    comparison = stated.map { Self.compared($0, computed) }
    oddity =
      if let detected, let resolved, detected > resolved {
        "it was noticed \(resolved.span(to: detected).words) after it was over"
      } else {
        nil
      }
  }

  /// Rough words may be a quarter off, exact ones a twentieth; a minute is always forgiven.
  private static func compared(_ stated: String, _ spans: [(String, Span?)]) -> Comparison {
    let known = spans.compactMap { name, span in span.map { (name, $0) } }
    guard let (_, whole) = known.first else {
      return Comparison(text: "no timestamps to compare it with", differs: false)
    }
    guard let length = StatedLength(stated) else {
      return Comparison(text: "names no length to compare with the timestamps", differs: false)
    }
    func isNear(_ span: Span) -> Bool {
      abs(span.seconds - length.span.seconds) <= max(60, span.seconds / (length.isRough ? 4 : 20))
    }
    if let (name, _) = known.first(where: { isNear($0.1) }) {
      return Comparison(text: "agrees with the timestamps, \(name)", differs: false)
    }
    let off = length.span.seconds - whole.seconds
    let size = Span(seconds: abs(off)).words
    return Comparison(
      text: "\(size) \(off > 0 ? "longer" : "shorter") than the timestamps say", differs: true)
  }
}
