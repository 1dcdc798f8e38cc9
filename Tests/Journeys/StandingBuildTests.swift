import Foundation
import Testing

/// A build looks at its inputs before it reads a record; what it does not look at it would miss.
@Suite("a build with nothing to do") struct StandingBuildTests {
  private static let component = """
    title: Shop
    summary: Sells things.
    type: service
    """

  private func makeSandbox() throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.waymark("init", "demo", "--title", "Demo")
    try sandbox.write(Self.component, to: "demo/records/component/shop.yaml")
    try sandbox.write(
      "title: Secret\ntype: service\nvisibility: internal\n",
      to: "demo/records/component/secret.yaml")
    try sandbox.waymark("apply", at: "demo")
    let run = try sandbox.waymark("build", at: "demo")
    try #require(run.code == 0, "\(run.error)")
    return sandbox
  }

  @Test func saysSo() throws {
    let sandbox = try makeSandbox()
    let before = try sandbox.tree("demo/public")
    for _ in 0..<2 {
      let run = try sandbox.waymark("build", at: "demo")
      #expect(run.code == 0)
      #expect(run.out.contains("nothing changed"))
    }
    #expect(try sandbox.tree("demo/public") == before)
  }

  @Test(
    "each input is seen, and the site is what a first build makes",
    arguments: [
      "settings", "template", "style", "record", "new record", "day", "internal", "lost file",
      "cut file",
    ])
  func inputsAreSeen(_ input: String) throws {
    let sandbox = try makeSandbox()
    _ = try sandbox.waymark("build", at: "demo")
    let before = try sandbox.tree("demo/public")
    var arguments = ["build"]
    switch input {
    case "settings": try sandbox.write("title: Renamed\n", to: "demo/waymark.yaml")
    case "template":
      let template = try sandbox.waymark("templates", "show", "component", at: "demo").out
      try sandbox.write(template + "\nOur own line.\n", to: "demo/templates/component.md")
    case "style": try sandbox.write("body { color: red }\n", to: "demo/site/styles/main.css")
    case "record":
      try sandbox.write(Self.component + "\nowner: shop\n", to: "demo/records/component/shop.yaml")
      try sandbox.write("title: Shop\ncontact: desk\n", to: "demo/records/team/shop.yaml")
    case "new record": try sandbox.write(Self.component, to: "demo/records/component/stall.yaml")
    case "day": sandbox.environment["SOURCE_DATE_EPOCH"] = "1772323200"
    case "internal": arguments.append("--include-internal")
    case "lost file":
      try FileManager.default.removeItem(
        at: sandbox.folder.appending(path: "demo/public/index.html"))
    default: try sandbox.write("", to: "demo/public/index.html")
    }
    try sandbox.waymark("apply", at: "demo")
    try sandbox.run(Sandbox.program, arguments, at: "demo")
    let after = try sandbox.tree("demo/public")
    try sandbox.run(Sandbox.program, arguments + ["--output", "clean"], at: "demo")
    #expect(try sandbox.tree("demo/clean") == after)
    #expect((after != before) == !input.hasSuffix(" file"))
  }

  @Test func publishingSeesNewTextsAfterNothingWasDue() throws {
    let sandbox = try makeSandbox()
    try sandbox.write(
      "title: Faster\ncomponent: shop\ntype: changed\n", to: "demo/records/change/faster.yaml")
    try sandbox.waymark("apply", at: "demo")
    #expect(try sandbox.waymark("publish", at: "demo").out.contains("v1"))
    for _ in 0..<2 {
      #expect(try sandbox.waymark("publish", at: "demo").out.contains("nothing changed"))
    }
    let template = try sandbox.waymark("templates", "show", "changelog", at: "demo").out
    try sandbox.write(template + "\nOur own line.\n", to: "demo/templates/changelog.md")
    #expect(try sandbox.waymark("publish", at: "demo").out.contains("changelog/shop v2"))
    #expect(try sandbox.waymark("publish", at: "demo").out.contains("nothing changed"))
    try sandbox.write(
      "title: Far faster\ncomponent: shop\ntype: changed\n", to: "demo/records/change/faster.yaml")
    try sandbox.waymark("apply", at: "demo")
    #expect(try sandbox.waymark("publish", at: "demo").out.contains("changelog/shop v3"))
  }
}
