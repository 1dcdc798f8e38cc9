/// Whether a request may be answered at all: what keeps other web sites out of a local server.
///
/// A page on the network can make a browser ask `127.0.0.1`; by DNS rebinding it can even do so
/// under its own name and read the answer. So the name that was asked for has to be a local one,
/// and a request that another site started gets nothing, not even a script.
enum RequestCheck {
  /// What is to be done with a request.
  enum Verdict: Hashable {
    case answer
    /// 421: the `Host` is not this server.
    case misdirected
    /// 403: another site asks.
    case foreign
    /// 405: only reading is offered.
    case wrongMethod
  }

  /// What a request says about where it comes from; `nil` where it says nothing.
  struct Claims {
    var method: String
    var host: String?
    var origin: String?
    /// `Sec-Fetch-Site`, which browsers set and scripts can't.
    var site: String?
    /// `Sec-Fetch-Mode`.
    var mode: String?
  }

  /// The verdict on a request to a server on a port.
  static func verdict(_ claims: Claims, port: UInt16) -> Verdict {
    let names = names(port)
    guard let host = claims.host?.lowercased(), names.contains(host) else { return .misdirected }
    if let origin = claims.origin?.lowercased(),
      !names.contains(where: { origin == "http://\($0)" })
    {
      return .foreign
    }
    // A link on another page may lead here; what another page loads or reads may not.
    if let site = claims.site, site != "same-origin", site != "none", claims.mode != "navigate" {
      return .foreign
    }
    return ["GET", "HEAD"].contains(claims.method) ? .answer : .wrongMethod
  }

  /// The values of `Host` under which the server may be asked.
  private static func names(_ port: UInt16) -> [String] {
    ["localhost", "127.0.0.1", "[::1]"].flatMap {
      port == 80 ? [$0, "\($0):80"] : ["\($0):\(port)"]
    }
  }
}
