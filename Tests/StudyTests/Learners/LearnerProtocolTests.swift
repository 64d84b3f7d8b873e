import Foundation
import Testing

@testable import Study

@Suite("Learners in protocols")
struct LearnerProtocolTests {
  private static let arm = #"{ name: "supervised", weights: "random", encoder: "trained" },"#

  private func study(_ arm: String) -> String { Fixture.changed(Self.arm, arm) }

  @Test("A learner among networks")
  func mixed() throws {
    let text = study(
      #"{ name: "supervised", learner: { command: ["python3", "a.py", "-x"], timeout: "90s", files: ["b"] } },"#
    )
    let study = try Fixture.load(text).study
    let learner = try #require(study.arms[0].learner)
    #expect(learner.command == ["python3", "a.py", "-x"])
    #expect(learner.timeout.seconds == 90)
    #expect(learner.files == ["b"])
    #expect(study.arms[1].isBuiltIn)
    let encoded = try JSONEncoder().encode(study)
    #expect(try JSONDecoder().decode(Study.self, from: encoded) == study)
  }

  @Test("A study of learners alone needs no layers, and one with a network does")
  func alone() throws {
    let first = try #require(Fixture.text.range(of: "  encoder: ["))
    let end = try #require(Fixture.text.range(of: "  pretexts: ["))
    let without = Fixture.text.replacingCharacters(in: first.lowerBound..<end.lowerBound, with: "")
    let problems = Fixture.problems(without)
    #expect(problems.contains { $0.contains(#"encoder: the arm "supervised" has no learner"#) })
    #expect(problems.contains { $0.contains(#"head: the arm "supervised" has no learner"#) })
    let pretexts = try #require(without.range(of: "  pretexts: ["))
    let training = try #require(without.range(of: "  training: {\n    optimizer: { name: \"sgd\""))
    let alone = without.replacingCharacters(in: pretexts.lowerBound..<training.lowerBound, with: "")
      .replacingOccurrences(
        of: Self.arm, with: #"{ name: "supervised", learner: { command: ["a"], timeout: "1h" } },"#
      ).replacingOccurrences(
        of:
          #"{ name: "rotation", weights: "rotation", encoder: "frozen", training: { batchSize: 64 } },"#,
        with: #"{ name: "other", learner: { command: ["b"], timeout: "1h" } },"#)
    #expect(Fixture.problems(alone) == [])
    #expect(try Fixture.load(alone).study.encoder.isEmpty)
  }

  @Test(
    "What is wrong with a learner",
    arguments: [
      (#"learner: { timeout: "1h" }"#, "arms[0].learner.command: the key is missing"),
      (#"learner: { command: ["a"] }"#, "arms[0].learner.timeout: the key is missing"),
      (#"learner: { command: [], timeout: "1h" }"#, "arms[0].learner.command: "),
      (#"learner: { command: [""], timeout: "1h" }"#, "arms[0].learner.command: it is empty"),
      (
        #"learner: { command: ["a", "\u0000"], timeout: "1h" }"#,
        "the value cannot be read"
      ),
      (#"learner: { command: ["a"], timeout: "1w" }"#, #""1w" is no time from 1s to 30d"#),
      (#"learner: { command: ["a"], timeout: "0s" }"#, #""0s" is no time from 1s to 30d"#),
      (#"learner: { command: ["a"], timeout: "31d" }"#, #""31d" is no time from 1s to 30d"#),
      (#"learner: { command: "a", timeout: "1h" }"#, "arms[0].learner.command: expected a list"),
      (
        #"learner: { command: ["a"], timeout: "1h" }, weights: "random""#,
        #"arms[0].weights: unknown key "weights""#
      ),
      (
        #"learner: { command: ["a"], timeout: "1h" }, training: { shuffle: true }"#,
        #"arms[0].training.shuffle: unknown key "shuffle""#
      ),
      (
        #"learner: { command: ["a"], timeout: "1h" }, encoder: "frozen""#,
        #"arms[0].encoder: unknown key "encoder""#
      ),
    ])
  func faults(arm: String, expected: String) {
    let problems = Fixture.problems(study("{ name: \"supervised\", \(arm) },"))
    #expect(problems.contains { $0.contains(expected) }, "\(problems)")
  }

  @Test("Times as people write them")
  func times() {
    let seconds = ["1s": 1, "90s": 90, "30m": 1800, "2h": 7200, "30d": 2_592_000]
    for (text, expected) in seconds { #expect(TimeLimit(text)?.seconds == expected) }
    for text in [
      "", "s", "1", "-1s", "+1s", "1.5h", " 1s", "1 s", "2592001s", "9999999999999999999s",
    ] {
      #expect(TimeLimit(text) == nil, "\(text)")
    }
  }
}
