import Foundation

/// Answers questions, one a line of standard input, with a line each of standard output, in order.
///
/// Numbers have all their digits here, unlike in reports: another program is to compare them.
/// A statistic that is undefined for its data is missing from the answer.
enum Analyse {
  /// A line that holds no question that can be answered.
  struct LineError: Error, CustomStringConvertible {
    let line: Int
    let reason: String

    var description: String { "standard input:\(line): \(reason)" }
  }

  static func run() throws {
    let decoder = JSONDecoder()
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    var number = 0
    while let line = readLine() {
      number += 1
      do {
        let question = try decoder.decode(Question.self, from: Data(line.utf8))
        FileHandle.standardOutput.write(try encoder.encode(question.answer()) + Data("\n".utf8))
      } catch {
        throw LineError(line: number, reason: "\(error)")
      }
    }
  }
}
