import Foundation
import Study

/// Answers of learners: a class for every test image.
enum LearnerTarget: FuzzTarget {
  static let name = "learner"
  static let longest = 2048

  private static let classes = 10

  static func check(_ bytes: [UInt8]) throws(Inconsistency) {
    let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    var count = 3
    if case .array(let items)? = value?["predictions"] { count = items.count }
    let answer: LearnerAnswer
    do throws(LearnerError) {
      answer = try read(bytes, count)
    } catch {
      return try requireVisible("\(error)", "the error")
    }
    try require(answer.predictions.count == count, "\(answer.predictions.count) of \(count)")
    try require(answer.predictions.allSatisfy { $0 < classes }, "a prediction is no class")
    try require((try? read(bytes, count + 1)) == nil, "one prediction too few is taken")
    try checkAgain(answer)
  }

  private static func read(_ bytes: [UInt8], _ count: Int) throws(LearnerError) -> LearnerAnswer {
    try LearnerAnswer(Data(bytes), count: count, classes: classes)
  }

  /// The plainest text of an answer gives the same answer.
  private static func checkAgain(_ answer: LearnerAnswer) throws(Inconsistency) {
    let value = JSONValue.object([
      "predictions": .array(answer.predictions.map { .integer(Int64($0)) }),
      "log": answer.log.map { .string($0) } ?? .null,
    ])
    let again = try succeeding("its own text") {
      try read(Array(CanonicalJSON.bytes(of: value)), answer.predictions.count)
    }
    try require(again == answer, "written and read again, the answer is another")
  }
}
