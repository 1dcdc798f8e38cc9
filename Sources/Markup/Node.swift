import CCmark
import Glibc

/// A node of libcmark's tree; lives until the arena is reset.
typealias Node = OpaquePointer

/// The types of nodes, numbered as in libcmark 0.30.
enum NodeKind: UInt32 {
  case none, document, blockQuote, list, item, codeBlock, htmlBlock, customBlock, paragraph, heading
  case thematicBreak, text, softBreak, lineBreak, code, htmlInline, customInline, emphasis, strong
  case link, image
}

extension Node {
  @inline(__always)
  var kind: NodeKind { NodeKind(rawValue: cmark_node_get_type(self).rawValue) ?? .none }

  @inline(__always)
  var firstChild: Node? { cmark_node_first_child(self) }

  @inline(__always)
  var next: Node? { cmark_node_next(self) }

  @inline(__always)
  var parent: Node? { cmark_node_parent(self) }

  var startLine: Int { Int(cmark_node_get_start_line(self)) }
  var endLine: Int { Int(cmark_node_get_end_line(self)) }
  var startColumn: Int { Int(cmark_node_get_start_column(self)) }

  @inline(__always)
  var literal: Bytes { Bytes(cText: cmark_node_get_literal(self)) }

  var address: Bytes { Bytes(cText: cmark_node_get_url(self)) }
  var titleText: Bytes { Bytes(cText: cmark_node_get_title(self)) }
  var fenceInfo: Bytes { Bytes(cText: cmark_node_get_fence_info(self)) }

  /// A number that this room attached to the node; 0 if none.
  var mark: Int {
    get { Int(bitPattern: cmark_node_get_user_data(self)) }
    nonmutating set {
      _ = cmark_node_set_user_data(self, UnsafeMutableRawPointer(bitPattern: newValue))
    }
  }

  /// Whether this paragraph prints without its tags: it stands in an item of a tight list.
  var isTight: Bool {
    guard let list = parent?.parent, list.kind == .list else { return false }
    return cmark_node_get_list_tight(list) != 0
  }

  var holdsBlocks: Bool {
    switch kind {
    case .document, .blockQuote, .list, .item: true
    default: false
    }
  }

  /// The node after this one and all below it, in reading order, not leaving `root`.
  func following(within root: Node) -> Node? {
    var node = self
    while node != root {
      if let next = node.next { return next }
      guard let parent = node.parent else { return nil }
      node = parent
    }
    return nil
  }
}

extension Bytes {
  /// A C string's bytes without the final NUL; libcmark has replaced every NUL inside.
  @inline(__always)
  init(cText: UnsafePointer<CChar>?) {
    guard let cText else {
      self.init(start: nil, count: 0)
      return
    }
    let length = strlen(cText)
    self.init(start: UnsafeRawPointer(cText).assumingMemoryBound(to: UInt8.self), count: length)
  }
}
