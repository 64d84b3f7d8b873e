import Foundation
import Network
import Testing

@testable import Study

/// Schedules, augmentation, weight decay, means and pools: what a protocol may say of them.
@Suite("The rules of schedules, augmentation, pixels and pools")
struct ProtocolTrainingRuleTests {
  static let broken = [
    Broken(
      "updates: 60,", #"updates: 60, schedule: { name: "step", factor: 0.1, at: [20, 60] },"#,
      "base.json5:29:66: training.schedule.at: 60 is not within the 60 updates of the training; "
        + "use 1 to 59"),
    Broken(
      "updates: 60,", #"updates: 60, schedule: { name: "step", factor: 0, at: [20, 20] },"#,
      "base.json5:29:52: training.schedule.factor: 0.0 is not above 0; use for example 1e-3",
      "base.json5:29:64: training.schedule.at: 20 after 20 is not ascending; "
        + "sort the times, each once"),
    Broken(
      "updates: 60,", #"updates: 60, schedule: { name: "step", factor: 0.1, at: [] },"#,
      "base.json5:29:61: training.schedule.at: the list is empty; give at least 1 time"),
    Broken(
      "updates: 60,", #"updates: 60, schedule: { name: "steps" },"#,
      "base.json5:29:36: training.schedule.name: unknown value \"steps\"; did you mean \"step\"?"),
    Broken(
      "updates: 60,", #"updates: 60, schedule: { name: "constant" },"#,
      "base.json5:29:28: training.schedule.warmup: 0 is too small; use at least 1"),
    Broken(
      "updates: 60,", #"updates: 60, schedule: { name: "cosine", final: 1, warmup: 60 },"#,
      "base.json5:29:64: training.schedule.warmup: 60 is not within the 60 updates of the training; "
        + "use 1 to 59",
      "base.json5:29:53: training.schedule.final: 1.0 is out of range; use 0 or more, below 1"),
    Broken(
      "updates: 60,", "updates: 60, augmentation: {},",
      "base.json5:29:32: training.augmentation: neither crop nor flip is on; "
        + "add crop: 4 or flip: true, or leave augmentation out"),
    Broken(
      "updates: 60,", "updates: 60, augmentation: { crop: 28 },",
      "base.json5:29:40: training.augmentation.crop: 28 is out of range; use 0 to 27"),
    Broken(
      "momentum: 0.9 }", "nesterov: true }",
      "base.json5:27:61: training.optimizer.nesterov: nesterov needs a momentum, which is 0; "
        + "add for example momentum: 0.9"),
    Broken(
      "momentum: 0.9 }", "weightDecay: -1 }",
      "base.json5:27:64: training.optimizer.weightDecay: -1.0 is out of range; use 0 or more, below 1"
    ),
    Broken(
      "pixels: \"unit\"", "pixels: { scale: \"unit\", mean: [0.5, 0.5], deviation: [0, 1, 2] }",
      "base.json5:6:34: pixels.mean: 2 means for the 1 channel of strokes; give one number a channel",
      "base.json5:6:57: pixels.deviation: 3 deviations for 2 means; give as many",
      "base.json5:6:58: pixels.deviation: 0.0 is not above 0; use for example 1e-3"),
    Broken(
      "pixels: \"unit\"", "pixels: \"units\"",
      "base.json5:6:11: pixels: unknown value \"units\"; did you mean \"unit\"?"),
    Broken(
      "{ layer: \"max-pooling\", size: 2 }", "{ layer: \"average-pooling\", size: 15 }",
      "base.json5:17:39: encoder[2].size: a window of 15×15 does not fit 14×14 positions; "
        + "use padding: \"same\" or a smaller one"),
    Broken(
      "head: [ { layer: \"flatten\" }, { layer: \"dense\", units: 10 } ]",
      "head: [ { layer: \"global-average-pooling\" }, { layer: \"flatten\" }, "
        + "{ layer: \"dense\", units: 10 } ]",
      "base.json5:19:57: head[1].layer: the values are flat already; leave this flatten out"),
  ]

  @Test("Nonsense is refused with its place, the rule and the remedy", arguments: broken)
  func refused(_ broken: Broken) throws {
    let error = #expect(throws: ProtocolError.self) {
      try Fixture.load(Fixture.changed(broken.old, broken.new))
    }
    let text = "\(try #require(error))"
    for problem in broken.problems {
      #expect(text.contains(problem.replacing("base.json5", with: "")), "\(text)")
    }
  }

  @Test("Batches that divide an image's copies do not go with shuffled-images")
  func dividedCopies() throws {
    let text = Fixture.changed("order: \"shuffled\"", "order: \"shuffled-images\"")
    #expect(try Fixture.load(text).study.pretexts[0].training.shuffle == false)
    let error = #expect(throws: ProtocolError.self) {
      try Fixture.load(text.replacing("batchSize: 192", with: "batchSize: 190"))
    }
    #expect(
      "\(try #require(error))".contains(
        "pretexts[0].training.batchSize: batches of 190 divide the 4 copies of an image, which "
          + "shuffled-images keeps together; use a multiple of 4"))
  }

  @Test("An arm takes over, changes or removes the study's schedule and augmentation")
  func inherited() throws {
    let text = Fixture.changed(
      "updates: 60,",
      #"updates: 60, schedule: { name: "cosine" }, augmentation: { crop: 2, flip: true },"#)
    let arms = { (change: String) in
      try Fixture.load(text.replacing("{ batchSize: 64 }", with: change)).study.arms
    }
    let kept = try arms("{ batchSize: 64 }")[1].training
    #expect(kept.schedule == .cosine(final: 0, warmup: 0))
    #expect(kept.augmentation == .init(crop: 2, flip: true))
    let removed = try arms("{ schedule: null, augmentation: null }")[1].training
    #expect(removed.schedule == nil && removed.augmentation == nil)
    let changed = try arms(#"{ schedule: { name: "step", factor: 0.5, at: [3] } }"#)[1].training
    #expect(changed.schedule == .step(factor: 0.5, times: [3], warmup: 0))
    // A shorter budget makes an inherited schedule wrong.
    #expect(throws: ProtocolError.self) {
      try Fixture.load(
        text.replacing(#"{ name: "cosine" }"#, with: #"{ name: "step", factor: 0.5, at: [59] }"#)
          .replacing("{ batchSize: 64 }", with: "{ updates: 50 }"))
    }
  }

  @Test("What is off is not written: plain studies keep their records' names")
  func plain() throws {
    let encoded = try JSONEncoder().encode(Fixture.load().study)
    let text = String(decoding: encoded, as: UTF8.self)
    for key in ["nesterov", "weightDecay", "schedule", "augmentation", "mean", "deviation"] {
      #expect(!text.contains(key), "\(key)")
    }
    #expect(text.contains(#""pixels":"unit""#))
  }

  @Test("A study that uses all of it is read back as it was written")
  func roundTrip() throws {
    let text = Fixture.changed(
      "updates: 60,",
      #"updates: 60, augmentation: { crop: 2 }, schedule: { name: "step", factor: 0.5, at: [3], "#
        + "warmup: 2 },"
    ).replacing("momentum: 0.9", with: "momentum: 0.9, nesterov: true, weightDecay: 1e-3")
      .replacing(
        "pixels: \"unit\"", with: "pixels: { scale: \"raw\", mean: [0.5], deviation: [0.25] }"
      ).replacing("order: \"shuffled\"", with: "order: \"shuffled-images\"")
    let study = try Fixture.load(text).study
    #expect(study.pixels == PixelValues(.raw, mean: [0.5], deviation: [0.25]))
    #expect(
      study.training.optimizer
        == .sgd(learningRate: 1e-3, momentum: 0.9, nesterov: true, weightDecay: 1e-3))
    #expect(study.training.schedule == .step(factor: 0.5, times: [3], warmup: 2))
    #expect(try JSONValue(encoding: study).decoded(as: Study.self) == study)
  }
}
