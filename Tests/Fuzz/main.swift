import Glibc

/// Tries inputs made from a seed against everything that takes bytes from outside.
///
/// `waymark-fuzz [--target NAME]… [--count N] [--seconds S] [--seed K] [--keep]`; exit code 1 when
/// an input failed. Inputs of a seed are the same everywhere.
struct Arguments {
  private var words = Array(CommandLine.arguments.dropFirst())

  /// Takes an option with its value out of the words.
  mutating func option(_ name: String) -> String? {
    guard let at = words.firstIndex(of: name), at + 1 < words.count else { return nil }
    defer { words.removeSubrange(at...at + 1) }
    return words[at + 1]
  }

  /// What is left.
  var rest: [String] { words }

  static func target(_ name: String) -> Target {
    if let found = Target.all.first(where: { $0.name == name }) { return found }
    let names = Target.all.map(\.name).joined(separator: ", ")
    print("there is no target `\(name)`; there are \(names)")
    exit(2)
  }

  static func run() -> Never {
    var arguments = Arguments()
    let file = arguments.option("--file") ?? ""
    let seed = arguments.option("--seed").flatMap { Int($0) } ?? 1
    let count = arguments.option("--count").flatMap { Int($0) } ?? .max
    let seconds = arguments.option("--seconds").flatMap { Double($0) } ?? 0
    let from = arguments.option("--from").flatMap { Int($0) } ?? 0
    if let child = arguments.option("--child") {
      Child.run(target(child), seed: seed, from: from, to: count, seconds: seconds, file: file)
    }
    if let name = arguments.option("--replay") {
      Child.replay(target(name), inputs: arguments.rest, file: file)
    }
    var chosen: [Target] = []
    while let name = arguments.option("--target") { chosen.append(target(name)) }
    let parent = Parent(
      targets: chosen.isEmpty ? Target.all : chosen,
      count: count == .max && seconds == 0 ? 2000 : count,
      seconds: seconds, seed: seed, keeps: arguments.rest.contains("--keep"))
    exit(parent.run() ? 0 : 1)
  }
}

Arguments.run()
