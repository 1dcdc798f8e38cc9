import ArgumentParser

/// The `waymark` command.
public struct Waymark: AsyncParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "waymark", abstract: "Playbooks and release knowledge from structured records.")
  public init() {}
}
