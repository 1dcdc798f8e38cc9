/// Turns Markdown into HTML, page after page.
///
/// One for each worker: it is not Sendable and keeps its buffers and the memory of its syntax trees
/// from page to page. Cost is linear in the input. Any bytes are accepted: NUL and invalid UTF-8
/// come out as U+FFFD.
public final class MarkdownRenderer {
  private var page: PageRenderer

  /// Makes a renderer for pages of one sort.
  public init(options: MarkupOptions = .site) { page = PageRenderer(options: options) }

  deinit { page.deallocate() }

  /// Appends a page's HTML to `out` and answers what was learned on the way.
  ///
  /// The HTML is a sequence of blocks without a surrounding element, ending in a line feed. Equal
  /// input gives equal bytes, whatever was rendered before.
  public func render(
    _ markdown: [UInt8], resolver: LinkResolver = .verbatim, into out: inout [UInt8]
  ) -> RenderedMarkup {
    markdown.withUnsafeBufferPointer { render($0, resolver: resolver, into: &out) }
  }

  /// The same for bytes in somebody else's memory.
  public func render(
    _ markdown: UnsafeBufferPointer<UInt8>, resolver: LinkResolver = .verbatim,
    into out: inout [UInt8]
  ) -> RenderedMarkup {
    page.render(markdown, resolver: resolver)
    out.append(contentsOf: page.out.bytes)
    return page.takeResult()
  }
}
