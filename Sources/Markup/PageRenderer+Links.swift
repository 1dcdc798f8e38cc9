import Glibc

extension PageRenderer {
  /// What an address became.
  private enum Destination {
    case bytes(Bytes)
    case text(String)
    case mention(String)
    case none
  }

  mutating func openLink(_ node: Node) {
    heading.holdsLinks = true
    guard !isEcho else { return }
    // HTML has no links in links; libcmark leaves an address in angle brackets inside one.
    guard linkEnd == nil else {
      linksInside += 1
      return
    }
    let address = marks.shown(node.address)
    let line = tableLine > 0 ? tableLine : node.startLine
    let (destination, kind) = destination(of: address, line: line, isImage: false)
    writeStart(destination, kind)
    guard linkEnd == "</a>" else { return }
    writeTitle(node)
    out.write(">")
  }

  mutating func closeLink() {
    guard linksInside == 0 else {
      linksInside -= 1
      return
    }
    if let linkEnd { out.write(linkEnd) }
    linkEnd = nil
    guard var mention = linkMention else { return }
    linkMention = nil
    out.write(" <span class=\"elsewhere\">[")
    mention.withUTF8 { out.escape($0) }
    out.write("]</span>")
  }

  mutating func writeAutolink(_ link: Autolink, in text: Bytes) {
    heading.holdsLinks = true
    let address = text.slice(link.start, link.end)
    if options.checksAddresses, link.prefix.utf8CodeUnitCount == 0,
      AddressPolicy.verdict(on: address) != .web
    {
      // A scheme that is not allowed, `ftp:`: nobody asked for a link, so nothing is amiss.
      out.escape(address)
      return
    }
    scratch.removeAll()
    scratch.write(link.prefix)
    scratch.write(address)
    let isMail = link.prefix == "mailto:"
    let line = tableLine > 0 ? tableLine : textNode?.startLine ?? 0
    record(scratch.string(from: 0), line: line, kind: .external, isImage: false)
    out.write(options.checksAddresses && !isMail ? PageRenderer.externalStart : "<a href=\"")
    out.writeAddress(scratch.bytes)
    out.write("\">")
    out.escape(address)
    out.write("</a>")
  }

  mutating func writeImage(_ node: Node) {
    heading.holdsLinks = true
    gatherText(below: node)
    note(scratch.bytes)
    guard !isEcho else {
      out.escape(scratch.bytes)
      return
    }
    let line = tableLine > 0 ? tableLine : node.startLine
    let (destination, kind) = destination(
      of: marks.shown(node.address), line: line, isImage: true)
    if options.checksAddresses, kind != .local {
      // No page asks another host for anything: an image from elsewhere becomes a link to it.
      guard linkEnd == nil else {
        out.escape(scratch.bytes)
        return
      }
      writeStart(destination, kind)
      if linkEnd == "</a>" { out.write(">") }
      out.escape(scratch.bytes)
      closeLink()
      return
    }
    out.write("<img src=\"")
    write(destination)
    out.write("\" alt=\"")
    out.escape(scratch.bytes)
    out.write("\"")
    writeTitle(node)
    out.write(options.checksAddresses ? " loading=\"lazy\" />" : " />")
  }

  private static let externalStart: StaticString =
    "<a class=\"external\" rel=\"noopener noreferrer\" href=\""

  /// Prints the start of a link up to the end of its address, or that of a text without address.
  private mutating func writeStart(_ destination: Destination, _ kind: FoundLink.Kind) {
    if case .none = destination {
      out.write("<span class=\"unresolved-link\">")
      linkEnd = "</span>"
      return
    }
    if case .mention(let name) = destination {
      out.write("<span>")
      linkEnd = "</span>"
      linkMention = name
      return
    }
    var isWeb = kind == .external && options.checksAddresses
    if isWeb, case .bytes(let address) = destination {
      isWeb = AddressPolicy.verdict(on: address) == .web
    }
    out.write(isWeb ? PageRenderer.externalStart : "<a href=\"")
    write(destination)
    out.write("\"")
    linkEnd = "</a>"
  }

  private mutating func write(_ destination: Destination) {
    switch destination {
    case .bytes(let address): out.writeAddress(address)
    case .text(var address): address.withUTF8 { out.writeAddress($0) }
    case .mention, .none: break
    }
  }

  private mutating func writeTitle(_ node: Node) {
    let title = node.titleText
    guard !title.isEmpty else { return }
    out.write(" title=\"")
    out.escape(marks.shown(title))
    out.write("\"")
  }

  private mutating func destination(
    of address: Bytes, line: Int, isImage: Bool
  ) -> (Destination, FoundLink.Kind) {
    let written = String(decoding: address, as: UTF8.self)
    let verdict = AddressPolicy.verdict(on: address)
    var kind: FoundLink.Kind =
      switch verdict {
      case .local: .local
      case .web: .external
      case .mail: isImage ? .refused : .external
      // `record:kind/id` names a record; what the resolver makes of it is checked like any other.
      case .refused: address.starts(with: "record:") ? .local : .refused
      }
    var destination = Destination.bytes(address)
    if options.checksAddresses, kind == .local {
      (destination, kind) = resolved(written, isImage: isImage)
    } else if options.checksAddresses, kind == .refused {
      destination = .none
    }
    record(written, line: line, kind: kind, isImage: isImage)
    return (destination, kind)
  }

  private func resolved(_ written: String, isImage: Bool) -> (Destination, FoundLink.Kind) {
    var target: String
    switch resolver.resolve(written) {
    case .href(let address): target = address
    case .mentioned(let name): return isImage ? (.none, .external) : (.mention(name), .local)
    case .unresolved: return (.none, .unresolved)
    }
    switch target.withUTF8({ AddressPolicy.verdict(on: $0) }) {
    case .local: return (.text(target), .local)
    case .web: return (.text(target), .external)
    case .mail: return isImage ? (.none, .refused) : (.text(target), .external)
    case .refused: return (.none, .refused)
    }
  }

  private mutating func record(
    _ destination: String, line: Int, kind: FoundLink.Kind, isImage: Bool
  ) {
    guard !isEcho else { return }
    result.links.append(
      FoundLink(destination: destination, line: line, kind: kind, isImage: isImage))
  }
}

/// Equality of literals by their bytes.
private func == (left: StaticString?, right: StaticString) -> Bool {
  guard let left, left.utf8CodeUnitCount == right.utf8CodeUnitCount else { return false }
  return memcmp(left.utf8Start, right.utf8Start, right.utf8CodeUnitCount) == 0
}
