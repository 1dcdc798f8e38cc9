extension Kind {
  /// Who owns things and whom to call.
  static let team = Kind(
    "team", title: "Team", plural: "Teams", "Who owns something, and whom to call about it.",
    statuses: [.init("active", "reachable"), .init("disbanded", "its things need new owners")],
    fields: [
      .defaulted("kind", .choice(["team", "person", "vendor"]), to: "team", "What sort of owner."),
      .required(
        "contact", .text, "How to reach it in working hours.", example: "#platform on the chat"),
      .optional(
        "escalation",
        .list(
          .object([
            .required("who", .text, "A person, rota or number.", example: "on-call rota"),
            .optional("contact", .text, "How to reach them."),
            .optional("after", .duration, "How long to wait before going on.", example: "PT15M"),
          ])), "Whom to call next when nobody answers, in order."),
      .optional(
        "areas", .list(.choice(["code", "libraries", "infrastructure", "data", "docs"])),
        "What it answers for."),
      .optional("timezone", .text, "Its working hours' zone, as an IANA name."),
    ])
}
