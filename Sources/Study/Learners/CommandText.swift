/// A command as a person would type it.
public enum CommandText {
  /// Words with quotes where a shell would need them.
  ///
  /// - Parameter words: a program and its arguments.
  /// - Returns: one line.
  public static func of(_ words: [String]) -> String {
    words.map(word).joined(separator: " ")
  }

  /// A word as a shell takes it for one.
  ///
  /// - Parameter value: any text.
  /// - Returns: the text, in quotes where it has other characters than letters, digits and `./,_-=:`.
  public static func word(_ value: String) -> String {
    let isPlain =
      !value.isEmpty
      && value.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0)
          || "./,_-=:".unicodeScalars.contains($0)
      }
    return isPlain
      ? value
      : "'"
        + value.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }
}
