import Foundation
import Testing

@testable import Study

@Suite("Overrides")
struct ProtocolOverridesTests {
  static let tuning = "\(Package.root)/seeds/tuning.txt"

  @Test("What equals the protocol is no override")
  func same() throws {
    let loaded = try Fixture.load()
    let overrides = Overrides(
      dataset: "strokes", labels: [50, 200], seeds: "\(Package.root)/seeds/registered.txt",
      repetitions: 3, arms: ["rotation", "supervised"])
    let result = try overrides.applied(to: loaded)
    #expect(result.overrides.isEmpty)
    #expect(result.study == loaded.study)
  }

  @Test("Every difference is applied and said in a sentence")
  func all() throws {
    let arms = Fixture.changed(
      "arms: [", "arms: [ { name: \"random\", weights: \"random\", encoder: \"frozen\" },")
    let loaded = try Fixture.load(arms)
    let overrides = Overrides(
      dataset: "mnist", labels: [10], seeds: Self.tuning, repetitions: 5,
      arms: ["rotation", "supervised"])
    let result = try overrides.applied(to: loaded)
    #expect(
      result.overrides == [
        "The data set is mnist, not the protocol's strokes (--dataset).",
        "The labelled-set sizes are 10, not the protocol's 50, 200 (--labels).",
        "The seeds are those of \(Self.tuning), not the protocol's seeds/registered.txt (--seeds).",
        "The number of repetitions is 5, not the protocol's 3 (--repetitions).",
        "The arms are supervised, rotation, not the protocol's random, supervised, rotation "
          + "(--arms).",
      ])
    #expect(result.study.dataset == .named("mnist"))
    #expect(result.study.labels == [10])
    #expect(result.study.repetitions == 5 && result.study.seedList.count == 5)
    #expect(result.study.arms.map(\.name) == ["supervised", "rotation"])
    #expect(result.digest == loaded.digest)
  }

  static let refusals: [(Overrides, [String])] = [
    (
      Overrides(labels: [50, 900, 1]),
      [
        "--labels: 900 exceeds the 800 labelled images of strokes; use at most 800",
        "--labels: 1 is too small; use at least 2",
        "--labels: 1 after 900 is not ascending; sort the sizes",
      ]
    ),
    (
      Overrides(repetitions: 31),
      [
        "--repetitions: 31 exceeds the 30 seeds of seeds/registered.txt; "
          + "use at most 30 or add seeds"
      ]
    ),
    (
      Overrides(seeds: "none.txt"),
      [
        "--seeds: \"none.txt\" cannot be read (no such file); "
          + "give the path of a file with one integer a line"
      ]
    ),
    (
      Overrides(arms: ["supervised", "rotatoin"]),
      ["--arms: \"rotatoin\" is no arm; did you mean \"rotation\"?"]
    ),
    (
      Overrides(arms: ["rotation"]),
      ["--arms: the baseline supervised is left out, and gaps need it; add supervised"]
    ),
    (Overrides(arms: ["supervised"]), ["--arms: 1 arm cannot be compared; give at least 2"]),
    (
      Overrides(dataset: "fashion"),
      ["--dataset: unknown data set \"fashion\"; did you mean \"fashion-mnist\"?"]
    ),
  ]

  @Test("What does not fit is refused with the option's name", arguments: refusals)
  func refused(overrides: Overrides, expected: [String]) throws {
    let loaded = try Fixture.load()
    let error = #expect(throws: ProtocolError.self) { try overrides.applied(to: loaded) }
    #expect(error?.description == expected.joined(separator: "\n"))
  }

  @Test("A protocol's range that does not fit another data set is named where it stands")
  func rangeOfFile() throws {
    let text = Fixture.changed("training: 1200", "training: 70000")
      .replacingOccurrences(of: "[400, 1200]", with: "[400, 70000]")
    let error = #expect(throws: ProtocolError.self) {
      try Overrides(dataset: "mnist").applied(to: Fixture.load(text))
    }
    let expected =
      "base.json5:8:19: labelledImages: [400, 70000] exceeds the 60000 training images of mnist; "
      + "end at 60000 or before"
    #expect(error?.description.hasSuffix(expected) == true)
  }
}
