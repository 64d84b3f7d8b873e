/// A user's own options for `sbatch`, such as a partition, a time limit or memory: words that no shell sees.
///
/// Long options need their value after `=`, so that no word can be taken for the script's name.
public struct SlurmOptions: Equatable, Sendable {
  /// The words, in order.
  public let words: [String]

  /// No options.
  public static let none = SlurmOptions(checked: [])

  private init(checked words: [String]) {
    self.words = words
  }

  /// Splits a text into words at blanks, with quotes as a shell has them, and checks the words.
  ///
  /// - Parameter text: as in `--partition=long --comment='two words'`.
  /// - Throws: `LauncherError.option` for an open quote, an option that `bench` gives itself, and a word that is no
  ///   option.
  public init(_ text: String) throws(LauncherError) {
    words = try Self.split(text)
    var takesValue = false
    for word in words {
      guard word.hasPrefix("-"), word != "-" else {
        guard takesValue else {
          throw .option(word, reason: "is no option; write values as --name=value")
        }
        takesValue = false
        continue
      }
      if word.hasPrefix("--") {
        try Self.checkLong(word)
        takesValue = false
      } else {
        takesValue = try Self.checkShort(word)
      }
    }
  }
}

extension SlurmOptions {
  /// Long options that a submission gives itself or that would keep it from being followed; `sbatch` takes them
  /// by any beginning, too.
  private static let refused = [
    "array", "chdir", "clusters", "dependency", "error", "help", "job-name", "kill-on-invalid-dep",
    "output", "parsable", "test-only", "usage", "version", "wait", "wrap",
  ]
  /// The same by their letters.
  private static let refusedLetters: [Character: String] = [
    "a": "array", "d": "dependency", "D": "chdir", "e": "error", "h": "help", "J": "job-name",
    "M": "clusters", "o": "output", "V": "version", "W": "wait",
  ]
  /// Letters of options without a value.
  private static let flags: Set<Character> = ["H", "k", "O", "Q", "s", "v"]

  private static func checkLong(_ word: String) throws(LauncherError) {
    let name = word.dropFirst(2).prefix { $0 != "=" }
    guard !name.isEmpty else { throw .option(word, reason: "is no option; leave it out") }
    guard let own = refused.first(where: { $0.hasPrefix(name) }) else { return }
    if own == "array" {
      throw .option(word, reason: "arrays are made of the plan; --slurm-throttle bounds them")
    }
    throw .option(word, reason: "--\(own) is set by the submission; leave it out")
  }

  /// Checks the letters of a word; true where the last one's value is the next word.
  private static func checkShort(_ word: String) throws(LauncherError) -> Bool {
    let letters = Array(word.dropFirst())
    for (place, letter) in letters.enumerated() {
      if let own = refusedLetters[letter] {
        throw .option(word, reason: "--\(own) is set by the submission; leave it out")
      }
      if !flags.contains(letter) { return place == letters.count - 1 }
    }
    return false
  }

  private static func split(_ text: String) throws(LauncherError) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    guard quote == nil, !isEscaped else {
      throw .option(text, reason: "a quote is not closed; close it")
    }
    return words + (word.map { [$0] } ?? [])
  }
}
