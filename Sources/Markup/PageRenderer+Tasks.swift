/// The box of a task item.
struct TaskBox {
  let isChecked: Bool
  /// The paragraph's first text node, which holds `[ ]` or `[x]`.
  let text: Node
}

extension PageRenderer {
  /// Prints the start of a list item and notes the box that its first paragraph starts with.
  mutating func openItem(_ node: Node) {
    out.breakLine()
    guard options.gfm, let paragraph = node.firstChild, paragraph.kind == .paragraph,
      let box = taskBox(of: paragraph)
    else {
      out.write("<li>")
      return
    }
    out.write(options.taskIDs ? "<li class=\"task\">" : "<li>")
    task = (paragraph, box)
  }

  mutating func writeTaskBox(_ paragraph: Node) {
    guard let box = task.box else { return }
    head = (box.text, 3)
    guard options.taskIDs else {
      out.write(
        box.isChecked
          ? "<input checked=\"\" disabled=\"\" type=\"checkbox\">"
          : "<input disabled=\"\" type=\"checkbox\">")
      return
    }
    gatherText(below: paragraph)
    let name = slug(scratch.string(from: 0), longest: 80)
    let wanted = section.id.isEmpty ? name : name.isEmpty ? section.id : "\(section.id)--\(name)"
    let id = slugger.id(for: "task-\(wanted)")
    let key = String(id.dropFirst(5))
    result.taskKeys.append(key)
    out.write("<label><input type=\"checkbox\" id=\"")
    escape(id)
    out.write("\" data-task=\"")
    escape(key)
    out.write(box.isChecked ? "\" checked=\"\">" : "\">")
  }

  mutating func closeTask() {
    task = (nil, nil)
    head = (nil, 0)
    if options.taskIDs { out.write("</label>") }
  }

  /// The box at the start of a paragraph; `\[ ]` and a link named `x` are none.
  private mutating func taskBox(of paragraph: Node) -> TaskBox? {
    guard paragraph.mark == 0, let text = paragraph.firstChild, text.kind == .text else {
      return nil
    }
    let literal = text.literal
    guard literal.count >= 4, PageRenderer.isBox(literal), literal[3].isSpace else { return nil }
    let written = lines.text(line: paragraph.startLine, column: paragraph.startColumn)
    guard PageRenderer.isBox(written) else { return nil }
    return TaskBox(isChecked: literal[1] != 32, text: text)
  }

  private static func isBox(_ text: Bytes) -> Bool {
    text.count >= 3 && text[0] == 91 && text[2] == 93
      && (text[1] == 32 || text[1] == 120 || text[1] == 88)
  }
}
