import CArena
import CCmark

/// Parses with libcmark into memory that is given back all at once.
struct SyntaxTree {
  private let arena: OpaquePointer
  private let memory: UnsafeMutablePointer<cmark_mem>

  init() {
    arena = waymark_arena_new()
    memory = .allocate(capacity: 1)
    memory.initialize(
      to: cmark_mem(
        calloc: { waymark_arena_calloc($0, $1) }, realloc: { waymark_arena_realloc($0, $1) },
        free: { waymark_arena_release($0) }))
  }

  func deallocate() {
    memory.deallocate()
    waymark_arena_free(arena)
  }

  /// Gives back all trees parsed so far; the next ones are parsed on the calling thread.
  func reset() {
    waymark_arena_reset(arena)
    waymark_arena_enter(arena)
  }

  /// The document node; parser and nodes live in the arena and need no freeing.
  func parse(_ markdown: Bytes) -> Node? {
    // libcmark checks UTF-8 byte by byte; plain ASCII need not pay for it.
    let validate: Int32 = markdown.contains { $0 >= 128 } ? 1 << 9 : 0
    guard let parser = cmark_parser_new_with_mem(validate, memory) else { return nil }
    if let start = markdown.baseAddress, markdown.count > 0 {
      start.withMemoryRebound(to: CChar.self, capacity: markdown.count) {
        cmark_parser_feed(parser, $0, markdown.count)
      }
    }
    return cmark_parser_finish(parser)
  }
}
