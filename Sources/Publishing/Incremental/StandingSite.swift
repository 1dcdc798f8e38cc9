import Glibc
import Primitives
import Synchronization

/// A folder as its last build left it, opened so that nobody else builds into it.
public final class StandingSite: Sendable {
  let output: SiteOutput
  /// Files of the next build that were written before its pages are known.
  let early = Mutex<[Manifest.Entry]>([])

  /// Opens the folder and waits until no other build is in it.
  ///
  /// - Throws: `Diagnostics` when the folder is not Waymark's or can't be written.
  public init(_ folder: String, state: String? = nil) throws(Diagnostics) {
    output = try SiteOutput(folder: folder, state: state)
  }

  /// Changes with each build that changes a byte.
  public var served: Fingerprint { output.servedFingerprint }

  /// What the last build said, when it was made from the same and its files are all in place.
  ///
  /// Answers without a site: making one from ten thousand records takes longer than all else. `nil`
  /// also when the last build had anything to report, because where records stand may have changed.
  public func report(_ origin: Fingerprint) -> BuildReport? {
    guard
      let last = output.remembered(LastBuild.name).flatMap({ LastBuild($0, servedAs: served) }),
      last.inputs == origin, var report = output.unchangedReport
    else { return nil }
    report.pages = last.pages
    return report
  }

  /// What the last build knew of its pages; `nil` when it is lost or a file is not as it was.
  public func memory() -> SiteMemory? {
    guard output.isSound, let bytes = output.remembered(SiteMemory.base) else { return nil }
    return SiteMemory(bytes, since: output.remembered(SiteMemory.delta), servedAs: served)
  }

  /// Bytes that an earlier build kept under a name; `nil` if there are none or they are damaged.
  public func remembered(_ name: String) -> SharedBytes? { output.remembered(name) }

  /// Keeps bytes for the next build; failing only costs time.
  public func remember(_ name: String, _ bytes: [UInt8]) { output.remember(name, bytes) }

  /// Keeps bytes in a folder for state before the site is opened: they have to say themselves what
  /// they are of.
  public static func remember(_ name: String, _ bytes: [UInt8], in state: String) {
    SiteOutput.remember(name, bytes, in: state)
  }

  /// Forgets bytes that an earlier build kept.
  public func forget(_ name: String) { output.forget(name) }

  /// Keeps what a site without findings was made from.
  public func remember(_ origin: Fingerprint, _ report: BuildReport) {
    output.remember(origin, report, servedAs: output.nowServed)
  }

  /// The fingerprint of what is served after a patch.
  public var nowServed: Fingerprint { output.nowServed }
}
