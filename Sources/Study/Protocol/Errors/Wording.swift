import Datasets

/// Turns of phrase that several errors share.
public enum Wording {
  /// `did you mean "labels"?`, or the list of what would have been right.
  ///
  /// - Parameters:
  ///   - word: what was written.
  ///   - known: what would have been right.
  ///   - introduction: the words before the list.
  /// - Returns: a remedy.
  public static func didYouMean(
    _ word: String, _ known: [String], listed introduction: String
  ) -> String {
    if let near = EditDistance.closest(to: word, among: known) {
      return "did you mean \"\(near)\"?"
    }
    guard !known.isEmpty else { return "there are none" }
    return "\(introduction) \(known.joined(separator: ", "))"
  }

  /// `1 seed`, `2 seeds`.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - noun: the word for one of them.
  /// - Returns: the count and the word, with an s but for 1.
  public static func count(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
