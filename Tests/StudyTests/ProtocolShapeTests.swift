import Foundation
import Testing

@testable import Study

@Suite("The form of a protocol")
struct ProtocolShapeTests {
  @Test("The fixture that the tests break is valid")
  func valid() throws {
    let study = try Fixture.load().study
    #expect(study.labels == [50, 200])
    #expect(study.arms[1].training.batchSize == 64)
    #expect(study.arms[1].training.budget == .updates(60, evaluateEvery: 20))
  }

  static let cases = [
    Broken(
      "  labels:", "  lables:",
      #"base.json5:1:1: labels: the key is missing; add labels: [100, 1000]"#,
      #"base.json5:11:3: lables: unknown key "lables"; did you mean "labels"?"#),
    Broken(
      "subset: \"balanced\",", "subset: \"balanced\", zzzzzz: 1,",
      "base.json5:9:23: zzzzzz: unknown key \"zzzzzz\"; the keys here are name, title, question, "
        + "dataset, pixels, pretextImages, labelledImages, allowOverlap, subset, tests, labels, "
        + "seeds, repetitions, encoder, head, tasks, pretexts, training, arms, analysis"),
    Broken(
      "pixels: \"unit\",", "pixels: \"unit\", pixels: \"raw\",",
      "base.json5:6:19: pixels: the key is given twice (first in line 6); keep one of them"),
    Broken(
      "repetitions: 3", "repetitions: \"3\"",
      "base.json5:13:16: repetitions: expected a whole number, found a string; "
        + "write for example 32"),
    Broken(
      "repetitions: 3", "repetitions: 3.5",
      "base.json5:13:16: repetitions: expected a whole number, found the number 3.5; "
        + "write for example 32"),
    Broken(
      "repetitions: 3", "repetitions: 1e30",
      "base.json5:13:16: repetitions: 1e30 is too large; use at most 9223372036854775807"),
    Broken(
      "confidence: 0.95", "confidence: Infinity",
      "base.json5:38:51: analysis.confidence: Infinity is not a finite number; "
        + "write for example 1e-3"),
    Broken(
      "confidence: 0.95", "confidence: [ ]",
      "base.json5:38:51: analysis.confidence: expected a number, found an empty list; "
        + "write for example 0.5 or 1e-3"),
    Broken(
      "title: \"A title\"", "title: null",
      "base.json5:3:10: title: expected a string, found null; write text in quotation marks"),
    Broken(
      "restoreBest: true", "restoreBest: \"true\"",
      "base.json5:32:76: training.earlyStopping.restoreBest: expected true or false, found a "
        + "string; write true or false without quotation marks"),
    Broken(
      "pretextImages: [0, 400]", "pretextImages: [0, 400, 1]",
      "base.json5:7:18: pretextImages: expected a range of two whole numbers, found a list; "
        + "write for example [0, 10000], the end not included"),
    Broken(
      "labels: [50, 200]", "labels: [50, true]",
      "base.json5:11:16: labels: expected a whole number, found true; write for example 32"),
    Broken(
      "labels: [50, 200]", "labels: 50",
      "base.json5:11:11: labels: expected a list, found the number 50; write [ … ]"),
    Broken(
      "{ name: \"test\", images: [0, 400] }", "\"test\"",
      "base.json5:10:12: tests: expected an object, found a string; write { … }"),
    Broken(
      "dataset: { name: \"strokes\", training: 1200, test: 400, seed: 7 }", "dataset: 3",
      "base.json5:5:12: dataset: expected a string or an object, found the number 3; "
        + "write \"mnist\" or { name: \"strokes\", … }"),
    Broken(
      "earlyStopping: { monitor: \"validation-loss\", patience: 5, restoreBest: true }",
      "earlyStopping: 3",
      "base.json5:32:20: training.earlyStopping: expected an object or null, found the number 3; "
        + "write { … }, or null"),
    Broken(
      "pixels: \"unit\"", "pixels: \"units\"",
      #"base.json5:6:11: pixels: unknown value "units"; did you mean "unit"?"#),
    Broken(
      "pixels: \"unit\"", "pixels: \"0-1\"",
      #"base.json5:6:11: pixels: unknown value "0-1"; use one of unit, raw"#),
    Broken(
      "pixels: \"unit\"", "pixels: 1",
      "base.json5:6:11: pixels: expected a string or an object, found the number 1; "
        + "write \"unit\" or { … }"),
    Broken(
      "{ layer: \"relu\" }", "{ layer: \"rleu\", filters: 3 }",
      #"base.json5:16:14: encoder[1].layer: unknown value "rleu"; did you mean "relu"?"#),
    Broken(
      "{ layer: \"relu\" }", "{ filters: 3 }",
      #"base.json5:16:5: encoder[1].layer: the key is missing; add layer: "convolution""#),
    Broken(
      "{ layer: \"relu\" }", "{ layer: \"relu\", size: 3 }",
      "base.json5:16:22: encoder[1].size: unknown key \"size\"; the keys here are layer"),
    Broken(
      "momentum: 0.9", "momentun: 0.9",
      "base.json5:27:51: training.optimizer.momentun: unknown key \"momentun\"; "
        + "did you mean \"momentum\"?"),
    Broken(
      "batchSize: 192, epochs: 2", "batchSize: 192, epochs: 2, shuffle: true",
      "base.json5:24:93: pretexts[0].training.shuffle: unknown key \"shuffle\"; the keys here are "
        + "optimizer, batchSize, epochs, updates, evaluateEvery, validationFraction, earlyStopping, "
        + "schedule, augmentation"),
    Broken(
      "batchSize: 32,", "",
      "base.json5:26:13: training.batchSize: the key is missing; add batchSize: 32"),
  ]

  @Test("What does not fit the form is named with its place and remedy", arguments: cases)
  func broken(_ broken: Broken) {
    #expect(Fixture.problems(Fixture.changed(broken.old, broken.new)) == broken.problems)
  }

  @Test("Everything that does not fit is reported, in the order of the text")
  func all() {
    let text = Fixture.text
      .replacingOccurrences(of: "repetitions: 3", with: "repetitions: null")
      .replacingOccurrences(of: "pixels: \"unit\"", with: "pixels: 1")
      .replacingOccurrences(of: "epochs: 2", with: "epoch: 2")
    let places = Fixture.problems(text).map { $0.split(separator: " ")[0] }
    #expect(places == ["base.json5:6:11:", "base.json5:13:16:", "base.json5:24:82:"])
  }

  @Test("An arm may do without the early stopping of the study by saying null")
  func nullStopping() throws {
    let text = Fixture.changed("{ batchSize: 64 }", "{ earlyStopping: null }")
    let study = try Fixture.load(text).study
    #expect(study.training.earlyStopping != nil)
    #expect(study.arms[1].training.earlyStopping == nil)
  }

  @Test("An arm may give epochs where the study gives updates")
  func budgets() throws {
    let text = Fixture.changed("{ batchSize: 64 }", "{ epochs: 5 }")
    #expect(try Fixture.load(text).study.arms[1].training.budget == .epochs(5))
    let more = Fixture.changed("{ batchSize: 64 }", "{ updates: 90 }")
    #expect(
      try Fixture.load(more).study.arms[1].training.budget == .updates(90, evaluateEvery: 20))
  }
}
