/// One template file as it was read: its name among templates, the file it came from, its bytes.
public struct TemplateSource: Sendable, Hashable {
  /// The name that programs and tags use, such as `runbook` or `partials/step`.
  public let name: String
  /// The file as the user names it, for messages.
  public let file: String
  /// The text; anything but UTF-8 is reported.
  public let bytes: [UInt8]

  /// Makes a source.
  public init(name: String, file: String, bytes: [UInt8]) {
    self.name = name
    self.file = file
    self.bytes = bytes
  }
}
