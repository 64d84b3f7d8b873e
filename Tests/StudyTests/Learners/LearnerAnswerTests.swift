import Foundation
import Testing

@testable import Study

@Suite("Answers of learners")
struct LearnerAnswerTests {
  private func read(_ text: String, count: Int = 3, classes: Int = 10) throws -> LearnerAnswer {
    try LearnerAnswer(Data(text.utf8), count: count, classes: classes)
  }

  private func reason(_ text: String) -> String {
    do {
      _ = try read(text)
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test("Classes and a log")
  func good() throws {
    let answer = try read(#"{"predictions": [9, 0, 2.0], "log": "seen", "more": {"x": 1}}"#)
    #expect(answer.predictions == [9, 0, 2])
    #expect(answer.log == "seen")
    #expect(try read(#"{"predictions": [1, 1, 1]}"#).log == nil)
  }

  @Test(
    "What is no answer",
    arguments: [
      ("", "it is not of the form"), ("[1, 2, 3]", "it is not of the form"),
      ("{", "it is not of the form"), ("{predictions: [1, 2, 3]}", "it is not of the form"),
      ("{}", #""predictions" is missing"#),
      (#"{"predictions": null}"#, #""predictions" is missing"#),
      (#"{"predictions": []}"#, "0 predictions for 3 test images"),
      (#"{"predictions": [1, 2, 3, 4]}"#, "4 predictions for 3 test images"),
      (#"{"predictions": [1, "2", 3]}"#, "predictions[1]: "),
      (#"{"predictions": [1, null, 3]}"#, "predictions[1]: "),
      (
        #"{"predictions": [1, 2, -1]}"#,
        "prediction 2 is -1.0; a class is a whole number from 0 to 9"
      ),
      (
        #"{"predictions": [1, 10, 1]}"#,
        "prediction 1 is 10.0; a class is a whole number from 0 to 9"
      ),
      (#"{"predictions": [1.5, 2, 1]}"#, "prediction 0 is 1.5; "),
      (#"{"predictions": [2, NaN, 1]}"#, "prediction 1 is nan; a class is a whole number"),
      (#"{"predictions": [-Infinity, 2, 1]}"#, "prediction 0 is -inf; "),
      (#"{"predictions": [1e300, 2, 1]}"#, "prediction 0 is 1e+300; "),
      (#"{"predictions": [1, 2, 3], "log": 4}"#, "log: "),
    ])
  func bad(text: String, expected: String) {
    #expect(reason(text).hasPrefix("the learner's answer: "))
    #expect(reason(text).contains(expected), "\(reason(text))")
  }

  @Test("Neither a long log nor a long file is taken")
  func bounds() throws {
    let longest = String(repeating: "x", count: LearnerAnswer.logLimit)
    #expect(try read(#"{"predictions": [1, 1, 1], "log": "\#(longest)"}"#).log == longest)
    #expect(
      reason(#"{"predictions": [1, 1, 1], "log": "\#(longest)x"}"#).contains(
        "its log has more than 1048576 bytes"))
    let spaces = String(repeating: " ", count: LearnerAnswer.byteLimit(count: 3))
    #expect(reason(#"{"predictions": [1, 1, 1]}"# + spaces).contains("bytes, more than the "))
    let deep = String(repeating: "[", count: 100_000)
    #expect(reason(#"{"predictions": \#(deep)"#).contains("it is not of the form"))
  }

  @Test("Of what a program wrote, the last lines, and of those the last that was to be seen")
  func lastLines() {
    #expect(LearnerWork.lastLines(Data("a\nb\nc\nd\n\n".utf8)) == "b | c | d")
    let progress = (0..<500).map { "step \($0)\r" }.joined() + "done\nValueError: x\n"
    #expect(LearnerWork.lastLines(Data(progress.utf8)) == "done | ValueError: x")
    #expect(LearnerWork.lastLines(Data("\u{1B}[1mbold\r\n".utf8)) == "\u{FFFD}[1mbold")
    #expect(LearnerWork.lastLines(Data()) == "")
  }
}
