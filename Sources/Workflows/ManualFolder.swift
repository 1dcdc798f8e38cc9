import Primitives

/// The folder that manual pages are written to.
public enum ManualFolder {
  /// Writes one page, whole or not at all; makes the folder where there is none.
  public static func write(_ text: [UInt8], named file: String, in folder: String)
    throws(Diagnostics)
  {
    try Files.write(text, to: "\(folder)/\(file)")
  }
}
