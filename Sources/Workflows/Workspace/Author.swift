import Glibc

/// Who records what is recorded.
public enum Author {
  /// `WAYMARK_AUTHOR`, else the name of the system's user, else `unknown`.
  public static func name() -> String {
    for variable in ["WAYMARK_AUTHOR", "USER", "LOGNAME"] {
      if let value = getenv(variable).map({ String(cString: $0) }), !value.isEmpty { return value }
    }
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "unknown" }
    return String(cString: name)
  }
}
