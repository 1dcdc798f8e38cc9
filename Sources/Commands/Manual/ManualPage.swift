/// Manual pages in section 1, made from the definitions of the commands.
enum ManualPage {
  /// One page for the program, then one for each subcommand, by file name.
  static func all(_ program: CommandShape, groups: [(name: String, commands: [String])])
    -> [(file: String, text: String)]
  {
    [("\(program.page).1", overview(program, groups))]
      + program.subcommands.map { ("\($0.page).1", page($0, program)) }
  }

  private static func overview(
    _ program: CommandShape, _ groups: [(name: String, commands: [String])]
  ) -> String {
    var roff = begun(program)
    roff.section("Synopsis")
    roff.raw("\(Roff.bold(program.call)) \(Roff.italic("command")) [\(Roff.italic("options"))]")
    roff.section("Description")
    for text in ManualText.description { roff.paragraph(text) }
    roff.section("Commands")
    for group in groups {
      roff.subsection(group.name)
      for command in program.subcommands where group.commands.contains(command.words[1]) {
        roff.item(Roff.bold(command.page) + "(1)", command.abstract)
      }
    }
    roff.section("Options")
    for argument in program.arguments { item(argument, &roff) }
    for (title, items) in ManualText.sections {
      roff.section(title)
      for (term, meaning) in items { roff.item(Roff.bold(term), meaning) }
    }
    roff.section("See also")
    roff.raw(
      program.subcommands.map { "\(Roff.bold($0.page))(1)" }.joined(separator: ", "))
    return roff.text
  }

  private static func page(_ command: CommandShape, _ program: CommandShape) -> String {
    var roff = begun(command)
    roff.section("Synopsis")
    if command.subcommands.isEmpty {
      roff.raw(synopsis(command))
    } else {
      for inner in command.subcommands { roff.raw(synopsis(inner)) }
    }
    roff.section("Description")
    roff.paragraph(command.abstract)
    if !command.discussion.isEmpty { roff.paragraph(command.discussion) }
    if command.subcommands.isEmpty {
      roff.section("Options")
      for argument in command.arguments { item(argument, &roff) }
    }
    for inner in command.subcommands {
      roff.section(inner.call)
      roff.paragraph(inner.abstract)
      if !inner.discussion.isEmpty { roff.paragraph(inner.discussion) }
      for argument in inner.arguments { item(argument, &roff) }
    }
    roff.section("Exit status")
    for (code, meaning) in ManualText.exitCodes { roff.item(Roff.bold(code), meaning) }
    roff.section("See also")
    roff.raw("\(Roff.bold(program.page))(1)")
    return roff.text
  }

  private static func begun(_ command: CommandShape) -> Roff {
    var roff = Roff(page: command.page, version: Waymark.version)
    roff.section("Name")
    let said =
      command.abstract.hasSuffix(".") ? String(command.abstract.dropLast()) : command.abstract
    roff.raw(
      "\(Roff.escaped(command.page)) \\- \(Roff.prose(said.prefix(1).lowercased() + said.dropFirst()))"
    )
    return roff
  }

  /// What the command is called with: positional arguments last.
  private static func synopsis(_ command: CommandShape) -> String {
    var parts = [Roff.bold(command.call)]
    // Those of every command are said once, in the list.
    let options = command.arguments.filter {
      $0.form != .positional && !["--help", "--version", "--workspace"].contains($0.longName)
    }
    for option in options {
      let value = option.form == .option ? " \(Roff.italic(option.valueName))" : ""
      let text = Roff.bold(option.longName) + value
      parts.append(option.isOptional || option.form == .flag ? "[\(text)]" : text)
    }
    for argument in command.arguments where argument.form == .positional {
      let text = Roff.italic(argument.valueName) + (argument.isRepeating ? " ..." : "")
      parts.append(argument.isOptional ? "[\(text)]" : text)
    }
    return parts.joined(separator: " ")
  }

  private static func item(_ argument: ArgumentShape, _ roff: inout Roff) {
    let value = argument.form == .option ? " \(Roff.italic(argument.valueName))" : ""
    let term =
      argument.form == .positional
      ? Roff.italic(argument.valueName)
      : argument.names.map { Roff.bold($0) + value }.joined(separator: ", ")
    var text = argument.abstract
    if !argument.choices.isEmpty, argument.choices.contains(where: { !text.contains($0) }) {
      text += " One of \(argument.choices.joined(separator: ", "))."
    }
    if let standard = argument.defaultValue, argument.form != .flag {
      text += " Default: `\(standard)`."
    }
    roff.item(term, text)
  }
}
