import Foundation
import Testing

@testable import Study

@Suite("The rules of a protocol")
struct ProtocolRuleTests {
  static let data = [
    Broken(
      "name: \"base\"", "name: \"Base!\"",
      #"base.json5:2:9: name: "Base!" is not the file's name; write "base" or rename the file"#,
      "base.json5:2:9: name: \"Base!\" is no name here; use only a-z, 0-9 and -, "
        + "beginning with a letter or digit"),
    Broken("A title", " ", "base.json5:3:10: title: the text is empty; write a sentence"),
    Broken(
      "{ name: \"strokes\", training: 1200, test: 400, seed: 7 }", "\"minst\"",
      #"base.json5:5:12: dataset: unknown data set "minst"; did you mean "mnist"?"#),
    Broken(
      "{ name: \"strokes\", training: 1200, test: 400, seed: 7 }", "\"imagenet\"",
      "base.json5:5:12: dataset: unknown data set \"imagenet\"; "
        + "use a folder's path with a / or one of mnist, fashion-mnist, cifar10, "
        + "cifar100, strokes, shapes"),
    Broken(
      "name: \"strokes\"", "name: \"mnist\"",
      "base.json5:5:39: dataset.training: mnist has sizes of its own; only strokes and shapes "
        + "take training, test and seed, leave them out"),
    Broken(
      "training: 1200, test: 400", "training: 1200, test: 0",
      "base.json5:5:53: dataset.test: 0 is too small; use at least 1",
      "base.json5:10:36: tests[0].images: [0, 400] exceeds the 0 test images of strokes; "
        + "end at 0 or before"),
    Broken("seed: 7", "seed: -7", "base.json5:5:64: dataset.seed: -7 is too small; use at least 0"),
    Broken(
      "pretextImages: [0, 400]", "pretextImages: [400, 0]",
      "base.json5:7:18: pretextImages: [400, 0] is not in order; the first index is at least 0 "
        + "and below the second"),
    Broken(
      "pretextImages: [0, 400],", "",
      "base.json5:1:1: pretextImages: the pretexts have no images; add pretextImages: [0, 10000], or "
        + "images to each pretext"),
    Broken(
      "[400, 1200]", "[400, 1201]",
      "base.json5:8:19: labelledImages: [400, 1201] exceeds the 1200 training images of strokes; "
        + "end at 1200 or before"),
    Broken(
      "[400, 1200]", "[399, 1200]",
      "base.json5:8:19: labelledImages: [399, 1200] overlaps pretextImages [0, 400]; "
        + "begin at 400 or set allowOverlap: true"),
    Broken(
      "{ name: \"test\", images: [0, 400] }", "",
      "base.json5:10:10: tests: the list is empty; give at least 1 test set"),
    Broken(
      "images: [0, 400] }", "images: [0, 400] }, { name: \"test\", images: [0, 9] }",
      #"base.json5:10:56: tests[1].name: "test" names a test set above too; give each its own name"#
    ),
    Broken(
      "name: \"test\"", "name: \"../test\"",
      "base.json5:10:20: tests[0].name: \"../test\" is no name here; use only a-z, 0-9 and -, "
        + "beginning with a letter or digit"),
    Broken(
      "labels: [50, 200]", "labels: []",
      "base.json5:11:11: labels: the list is empty; give at least 1 labelled-set size"),
    Broken(
      "labels: [50, 200]", "labels: [50, 801]",
      "base.json5:11:16: labels: 801 exceeds the 800 labelled images of strokes; use at most 800"),
    Broken(
      "labels: [50, 200]", "labels: [200, 50]",
      "base.json5:11:17: labels: 50 after 200 is not ascending; sort the sizes"),
    Broken(
      "labels: [50, 200]", "labels: [50, 50]",
      "base.json5:11:16: labels: 50 is given twice; keep one of them"),
    Broken(
      "labels: [50, 200]", "labels: [1, 200]",
      "base.json5:11:12: labels: 1 is too small; use at least 2"),
    Broken(
      "repetitions: 3", "repetitions: 0",
      "base.json5:13:16: repetitions: 0 is too small; use at least 1"),
    Broken(
      "repetitions: 3", "repetitions: 31",
      "base.json5:13:16: repetitions: 31 exceeds the 30 seeds of seeds/registered.txt; "
        + "use at most 30 or add seeds"),
    Broken(
      "seeds/registered.txt", "seeds/none.txt",
      "base.json5:12:10: seeds: \"seeds/none.txt\" cannot be read (no such file); "
        + "give the path of a file with one integer a line"),
  ]

  static let networks = [
    Broken(
      "filters: 8", "filters: 0",
      "base.json5:15:38: encoder[0].filters: 0 is out of range; use 1 to 4096"),
    Broken(
      "kernel: 3, stride: 2", "kernel: 4097, stride: -2",
      "base.json5:15:49: encoder[0].kernel: 4097 is out of range; use 1 to 4096",
      "base.json5:15:63: encoder[0].stride: -2 is out of range; use 1 to 4096"),
    Broken(
      "size: 2", "size: 15",
      "base.json5:17:35: encoder[2].size: a window of 15×15 does not fit 14×14 positions; "
        + "use padding: \"same\" or a smaller one"),
    Broken(
      "{ layer: \"relu\" }", "{ layer: \"flatten\" }",
      "base.json5:17:14: encoder[2].layer: max-pooling needs images and follows flatten; "
        + "put it before flatten",
      "base.json5:19:20: head[0].layer: the values are flat already; leave this flatten out",
      "base.json5:22:22: pretexts[0].head[0].layer: the values are flat already; "
        + "leave this flatten out"),
    Broken(
      "head: [ { layer: \"flatten\" }, { layer: \"dense\", units: 10 } ]",
      "head: [ { layer: \"dense\", units: 10 } ]",
      "base.json5:19:20: head[0].layer: dense needs vectors; put { layer: \"flatten\" } before it"),
    Broken(
      "{ layer: \"dense\", units: 10 }", "",
      "base.json5:19:20: head[0].layer: the last layer is not dense; "
        + "end with { layer: \"dense\", units: … }"),
    Broken(
      "units: 10", "units: 10, activation: \"relu\"",
      "base.json5:19:74: head[1].activation: the last layer gives the logits; "
        + "leave its activation out"),
    Broken(
      "units: 10", "units: 5",
      "base.json5:19:58: head[1].units: 5 units for the 10 classes of strokes; use units: 10"),
    Broken(
      "units: 4 ", "units: 1 ",
      "base.json5:22:60: pretexts[0].head[1].units: 1 unit for the 4 classes of rotation; "
        + "use units: 4"),
    Broken(
      "order: \"shuffled\"", "order: \"shuffled\", firstImageLast: true",
      "base.json5:23:40: pretexts[0].firstImageLast: firstImageLast has no effect on a shuffled order; "
        + "leave it out or use \"sequential\""),
  ]

  static let training = [
    Broken(
      "learningRate: 1e-3, momentum: 0.9", "learningRate: 0, momentum: 1",
      "base.json5:27:45: training.optimizer.learningRate: 0.0 is not above 0; use for example 1e-3",
      "base.json5:27:58: training.optimizer.momentum: 1.0 is out of range; use 0 or more, below 1"),
    Broken(
      "learningRate: 1e-3 }", "learningRate: 1e-3, beta1: -0.1, beta2: 1, epsilon: 0 }",
      "base.json5:24:71: pretexts[0].training.optimizer.beta1: -0.1 is out of range; "
        + "use 0 or more, below 1",
      "base.json5:24:84: pretexts[0].training.optimizer.beta2: 1.0 is out of range; "
        + "use 0 or more, below 1",
      "base.json5:24:96: pretexts[0].training.optimizer.epsilon: 0.0 is not above 0; "
        + "use for example 1e-3"),
    Broken(
      "batchSize: 32", "batchSize: 0",
      "base.json5:28:16: training.batchSize: 0 is too small; use at least 1"),
    Broken(
      "batchSize: 64", "batchSize: 0",
      "base.json5:36:88: arms[1].training.batchSize: 0 is too small; use at least 1"),
    Broken(
      "updates: 60", "epochs: 5, updates: 60",
      "base.json5:29:25: training.updates: epochs and updates are both given; keep one of them"),
    Broken(
      "updates: 60,", "epochs: 6,",
      "base.json5:30:20: training.evaluateEvery: evaluateEvery goes with updates only; "
        + "leave it out or give updates"),
    Broken(
      "epochs: 2", "",
      "base.json5:24:15: pretexts[0].training.epochs: neither epochs nor updates is given; "
        + "add epochs: 50 or updates: 2000"),
    Broken(
      "evaluateEvery: 20,", "",
      "base.json5:26:13: training.evaluateEvery: updates need evaluateEvery; "
        + "add for example evaluateEvery: 50"),
    Broken(
      "evaluateEvery: 20", "evaluateEvery: 61",
      "base.json5:30:20: training.evaluateEvery: 61 exceeds the 60 updates; use at most 60"),
    Broken(
      "epochs: 2", "epochs: 0",
      "base.json5:24:90: pretexts[0].training.epochs: 0 is too small; use at least 1"),
    Broken(
      "validationFraction: 0.2", "validationFraction: 1",
      "base.json5:31:25: training.validationFraction: 1.0 is out of range; "
        + "use 0 or more, below 1"),
    Broken(
      "validationFraction: 0.2", "validationFraction: 0",
      "base.json5:32:31: training.earlyStopping.monitor: validation-loss needs a validation "
        + "image, and of 50 examples there is none; raise validationFraction"),
    Broken(
      "validationFraction: 0.2", "validationFraction: 0.99",
      "base.json5:31:25: training.validationFraction: 0.99 leaves none of 50 examples to train on; "
        + "lower it"),
    Broken(
      "patience: 5", "patience: 0",
      "base.json5:32:60: training.earlyStopping.patience: 0 is too small; use at least 1"),
    Broken(
      "{ batchSize: 64 }", "{ evaluateEvery: 99 }",
      "base.json5:36:92: arms[1].training.evaluateEvery: 99 exceeds the 60 updates; "
        + "use at most 60"),
  ]

  static let arms = [
    Broken(
      "{ name: \"supervised\", weights: \"random\", encoder: \"trained\" },", "",
      "base.json5:34:9: arms: 1 arm cannot be compared; give at least 2",
      "base.json5:38:25: analysis.baseline: \"supervised\" is no arm; use one of rotation"),
    Broken(
      "name: \"rotation\",", "name: \"supervised\",",
      "base.json5:36:13: arms[1].name: \"supervised\" names an arm above too; "
        + "give each its own name"),
    Broken(
      "name: \"rotation\",", "name: \"a/b\",",
      "base.json5:36:13: arms[1].name: \"a/b\" is no name here; use only a-z, 0-9 and -, "
        + "beginning with a letter or digit"),
    Broken(
      "baseline: \"supervised\"", "baseline: \"supervized\"",
      #"base.json5:38:25: analysis.baseline: "supervized" is no arm; did you mean "supervised"?"#),
    Broken(
      "confidence: 0.95", "confidence: 95",
      "base.json5:38:51: analysis.confidence: 95.0 is out of range; "
        + "use more than 0 and less than 1, such as 0.95"),
    Broken(
      "confidence: 0.95", "confidence: 0.95, margin: 1",
      "base.json5:38:65: analysis.margin: 1.0 is out of range; "
        + "use a fraction between 0 and 1, such as 0.01 for one point"),
    Broken(
      "confidence: 0.95", "confidence: 0.95, claim: 11.3",
      "base.json5:38:64: analysis.claim: 11.3 is out of range; "
        + "use a fraction between -1 and 1, such as 0.05 for five points"),
  ]

  @Test(
    "A value that breaks a rule is named with its place, the rule and a remedy",
    arguments: data + networks + training + arms)
  func broken(_ broken: Broken) {
    #expect(Fixture.problems(Fixture.changed(broken.old, broken.new)) == broken.problems)
  }

  @Test("An arm that begins with the pretext's weights needs a pretext")
  func noPretext() throws {
    let start = try #require(Fixture.text.range(of: "  pretexts: ["))
    let end = try #require(Fixture.text.range(of: "  training: {\n    optimizer"))
    let text = Fixture.text.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: "")
    #expect(
      Fixture.problems(text) == [
        "base.json5:30:34: arms[1].weights: \"rotation\" of rotation is no pretext of the "
          + "study; write \"random\" or add pretexts: [ … ]"
      ])
  }

  @Test("Ranges may overlap where the protocol allows it")
  func overlap() throws {
    let text = Fixture.changed("[400, 1200],", "[0, 1200], allowOverlap: true,")
    #expect(try Fixture.load(text).study.allowOverlap)
  }

  @Test("A folder's ranges are checked when its files are known")
  func folder() throws {
    let text = Fixture.changed(
      "{ name: \"strokes\", training: 1200, test: 400, seed: 7 }", "\"./digits\"")
    let loaded = try Fixture.load(text)
    #expect(loaded.study.dataset == .folder("./digits"))
    #expect(throws: Never.self) { try loaded.check(DatasetSizes(training: 1200, test: 400)) }
    let error = #expect(throws: ProtocolError.self) {
      try loaded.check(DatasetSizes(training: 1000, test: 400))
    }
    let expected =
      "base.json5:8:19: labelledImages: [400, 1200] exceeds the 1000 training images of ./digits; "
      + "end at 1000 or before"
    #expect(error?.description.hasSuffix(expected) == true)
  }
}
