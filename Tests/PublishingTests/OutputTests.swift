import Glibc
import Primitives
import Testing

@testable import Publishing

@Suite("output") struct OutputTests {
  @Test func aFolderOfSomebodyElseIsRefused() throws {
    let folder = try TemporaryFolder()
    try FileTree(root: folder.output).write("CNAME", Array("x".utf8), mayExist: false)
    #expect {
      _ = try SiteBuilder.build(SampleSite.site, into: folder.output)
    } throws: { error in
      (error as? Diagnostics)?.all.map(\.id) == ["foreign-output"]
    }
    #expect(folder.contents() == ["CNAME": Array("x".utf8)])
  }

  @Test func filesAddedLaterAreKept() throws {
    let folder = try TemporaryFolder()
    var site = SampleSite.site
    _ = try SiteBuilder.build(site, into: folder.output)
    let tree = FileTree(root: folder.output)
    try tree.write("CNAME", Array("docs.example.org".utf8), mayExist: false)
    for title in ["One", "Two", "Three"] {
      site.title = title
      let report = try SiteBuilder.build(site, into: folder.output)
      #expect(report.diagnostics.map(\.id) == ["foreign-files"])
      #expect(tree.read("CNAME") == Array("docs.example.org".utf8))
    }
    tree.remove("CNAME")
    site.title = "Four"
    _ = try SiteBuilder.build(site, into: folder.output)
    #expect(tree.read("CNAME") == nil)
  }

  @Test func aDamagedFileIsMended() throws {
    let folder = try TemporaryFolder()
    _ = try SiteBuilder.build(SampleSite.site, into: folder.output)
    let whole = folder.contents()
    try FileTree(root: folder.output).write("index.html", [], mayExist: true)
    FileTree(root: folder.output).remove("feed.xml")
    let report = try SiteBuilder.build(SampleSite.site, into: folder.output)
    #expect(report.written == 2)
    #expect(folder.contents() == whole)
  }

  @Test func aTreeThatWasLeftHalfDoneIsMadeAnew() throws {
    let folder = try TemporaryFolder()
    var site = SampleSite.site
    _ = try SiteBuilder.build(site, into: folder.output)
    site.title = "Changed"
    _ = try SiteBuilder.build(site, into: folder.output)
    let back = FileTree(root: folder.path + "/.public.waymark/back")
    // What a kill leaves: no manifest, files of any sort.
    back.remove(Manifest.name)
    try back.write("index.html", Array("half".utf8), mayExist: true)
    try back.write("stale/file.html", Array("half".utf8), mayExist: false)
    site.title = "Once more"
    _ = try SiteBuilder.build(site, into: folder.output)
    let clean = try TemporaryFolder()
    _ = try SiteBuilder.build(site, into: clean.output)
    #expect(folder.contents() == clean.contents())
  }

  @Test func whatIsServedIsNeverWrittenTo() throws {
    let folder = try TemporaryFolder()
    var site = SampleSite.large(60)
    _ = try SiteBuilder.build(site, into: folder.output)
    for round in 0..<4 {
      // An open folder stays the same complete build while the next one is made.
      let before = folder.contents()
      let held = open(folder.output, O_RDONLY | O_DIRECTORY)
      defer { close(held) }
      site.pages[round].markdown += Array("round \(round)\n".utf8)
      site.title = "Round \(round)"
      _ = try SiteBuilder.build(site, into: folder.output)
      let old = FileTree(root: "/proc/self/fd/\(held)")
      for (file, bytes) in before { #expect(old.read(file) == bytes, "\(file)") }
    }
  }

  @Test func manifestsReadWhatTheyWrote() {
    let entries = (0..<50).map {
      Manifest.Entry(
        path: "a b/\($0).html", size: $0 * 7, fingerprint: Fingerprint(of: [UInt8($0)]))
    }
    let manifest = Manifest(entries)
    #expect(Manifest(manifest.text)?.text == manifest.text)
    #expect(Manifest(Array(manifest.text.dropLast())) == nil)
    #expect(Manifest(Array("x".utf8)) == nil)
    #expect(Manifest(manifest.text)?["a b/7.html"]?.size == 49)
    for entry in entries { #expect(manifest[entry.path]?.fingerprint == entry.fingerprint) }
    for other in ["", "a b/7", "a b/7.htm", "a b/70.html", "z"] { #expect(manifest[other] == nil) }
    // Lines that somebody put in another order.
    let lines = String(decoding: manifest.text, as: UTF8.self).split(separator: "\n")
    let turned = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n") + "\n"
    #expect(Manifest(Array(turned.utf8))?.text == manifest.text)
    for bad in ["0", "1 x", String(repeating: "0", count: 32) + " x a"] {
      #expect(Manifest(Array("\(lines[0])\n\(bad)\n".utf8)) == nil)
    }
  }
}
