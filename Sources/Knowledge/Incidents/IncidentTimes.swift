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
    oddity =
      if let detected, let resolved, detected > resolved {
        "it was noticed \(resolved.span(to: detected).words) after it was over"
      } else {
        nil
      }
  }
}
