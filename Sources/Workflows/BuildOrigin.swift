import Documents
import Glibc
import Ledger
import Primitives
import Templating

/// What a site is made from, known without reading a record: equal origins give equal sites.
///
/// The head of the ledger stands for all that it holds. What else reaches a page is here too; a new
/// input of `BuildSite` has to be added, or changing it would go unseen.
struct BuildOrigin {
  let fingerprint: Fingerprint
  /// The same without the revisions: with an equal one, only what they changed has to be made.
  let context: Fingerprint
  let head: Head
  /// How many editions the ledger holds.
  let editions: Int

  init(
    _ workspace: Workspace, _ ledger: Ledger, _ view: Situation.View, overrides: [String: [UInt8]],
    programVersion: String
  ) throws(Diagnostics) {
    let head: Head
    do throws(LedgerError) {
      head = try ledger.head()
    } catch {
      throw Diagnostics(error.diagnostic)
    }
    var mixed = Fingerprint()
    mixed.mix("\(view.day ?? Clock.now().day)")
    mixed.mix(view.knownAt?.description ?? "now")
    mixed.mix(view.sequence ?? 0)
    mixed.mix(view.isPublic ? 1 : 0)
    mixed.mix(programVersion)
    mixed.mix(Self.program)
    mixed.mix(workspace.folder)
    mixed.mix(try Files.bytes(at: workspace.path("waymark.yaml")))
    for template in try Situation.overrides(workspace) {
      mixed.mix(template.name)
      mixed.mix(template.bytes)
    }
    for path in overrides.keys.sorted() {
      mixed.mix(path)
      mixed.mix(overrides[path] ?? [])
    }
    var (all, besides) = (mixed, mixed)
    all.mix(head.digest.hex)
    besides.mix(head.besides.hex)
    (fingerprint, context) = (all, besides)
    self.head = head
    editions = head.editions
  }

  /// The program's file: while it is being developed its version stays and its templates do not.
  static var program: String {
    var status = stat()
    guard stat("/proc/self/exe", &status) == 0 else { return "unknown" }
    return "\(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(status.st_ino)"
  }
}
