import Datasets
import Network
import Testing

@testable import Study

/// A change of the study, and what it is to do to the identifiers of the runs.
struct PlanChange: CustomTestStringConvertible, Sendable {
  let name: String
  let change: @Sendable (inout Study) -> Void

  init(_ name: String, _ change: @escaping @Sendable (inout Study) -> Void) {
    self.name = name
    self.change = change
  }

  var testDescription: String { name }
}

@Suite("What names a run")
struct PlanIdentifierTests {
  /// Renames, orders and neighbours: nothing that decides a result.
  static let idle: [PlanChange] = [
    PlanChange("names and texts") { study in
      study.name = "other"
      study.title = "Another title"
      study.question = "Another question?"
    },
    PlanChange("more sizes") { $0.labels = [5, 10, 20, 50] },
    PlanChange("one size") { $0.labels = [20] },
    PlanChange("fewer arms") { $0.arms.removeAll { $0.name.hasPrefix("rotation-") } },
    PlanChange("another order of arms") { $0.arms.reverse() },
    PlanChange("more repetitions") { $0.repetitions = 3 },
    PlanChange("another order of seeds") { $0.seedList = [22, 11] },
    PlanChange("another baseline") { $0.analysis.baseline = "random" },
    PlanChange("another confidence") { $0.analysis.confidence = 0.9 },
    PlanChange("another file of seeds") { $0.seeds = "seeds/other.txt" },
  ]

  @Test("A run is the same run in another study", arguments: idle)
  func independent(change: PlanChange) throws {
    let before = try TinyStudy.plan().identifiers
    let after = try TinyStudy.plan(change.change).identifiers
    let shared = after.keys.filter { before[$0] != nil }
    #expect(shared.count >= 9)
    for label in shared { #expect(after[label] == before[label], "\(label)") }
  }

  @Test("An arm of another name with the same settings has the same runs")
  func renamed() throws {
    let before = try TinyStudy.plan().runs.map(\.identifier)
    let after = try TinyStudy.plan { study in
      for index in study.arms.indices { study.arms[index].name = "arm-\(index)" }
      study.analysis.baseline = "arm-0"
    }
    #expect(after.runs.map(\.identifier) == before)
  }

  /// Changes that decide every result, the pretraining's too.
  static let total: [PlanChange] = [
    PlanChange("pixels") { $0.pixels = .raw },
    PlanChange("means") { $0.pixels = PixelValues(.unit, mean: [0.1], deviation: [1]) },
    PlanChange("encoder") {
      $0.encoder[1] = .maxPooling(.init(size: 2, stride: 1, padding: .valid))
    },
    PlanChange("seeds") { $0.seedList = [12, 23] },
    PlanChange("data") { $0.dataset = .strokes(training: 60, test: 20, seed: 6) },
  ]

  @Test("What decides every result changes every identifier", arguments: total)
  func everything(change: PlanChange) throws {
    let before = try TinyStudy.plan().runs.map(\.identifier)
    let after = try TinyStudy.plan(change.change).runs.map(\.identifier)
    #expect(after.count == before.count)
    for (one, other) in zip(before, after) { #expect(one != other) }
  }

  /// Changes of the classifier's training alone.
  static let downstream: [PlanChange] = [
    PlanChange("labelled images") { $0.labelledImages = ImageRange(20, 60) },
    PlanChange("subset") { $0.subset = .first },
    PlanChange("test images") { $0.tests[0].images = ImageRange(4, 15) },
    PlanChange("test data") { $0.dataset = .strokes(training: 60, test: 21, seed: 5) },
    PlanChange("head") { $0.head.insert(.relu, at: 0) },
    PlanChange("training") { study in
      for index in study.arms.indices { study.arms[index].training.batchSize = 4 }
    },
    PlanChange("schedule") { study in
      for index in study.arms.indices {
        study.arms[index].training.schedule = .cosine(final: 0, warmup: 0)
      }
    },
    PlanChange("augmentation") { study in
      for index in study.arms.indices {
        study.arms[index].training.augmentation = .init(crop: 1, flip: false)
      }
    },
    PlanChange("weight decay") { study in
      for index in study.arms.indices {
        study.arms[index].training.optimizer = .adam(
          learningRate: 1e-2, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 1e-3)
      }
    },
    PlanChange("labels") { $0.labels = [11, 21] },
  ]

  @Test("What decides only classifiers leaves the pretraining as it is", arguments: downstream)
  func classifiers(change: PlanChange) throws {
    let before = try TinyStudy.plan().runs
    let after = try TinyStudy.plan(change.change).runs
    for (one, other) in zip(before, after) {
      #expect((one.identifier == other.identifier) == (one.isPretraining), "\(one.label)")
    }
  }

  /// Changes of the pretraining alone.
  static let pretext: [PlanChange] = [
    PlanChange("pretext images") { $0.pretextImages = ImageRange(0, 9) },
    PlanChange("pretext head") { $0.pretexts[0].head.insert(.relu, at: 0) },
    PlanChange("pretext training") { $0.pretexts[0].training.budget = .epochs(2) },
    PlanChange("pretext order") { study in
      study.pretexts[0].order = .sequential
      study.pretexts[0].training.shuffle = false
    },
    PlanChange("pretext images shuffled") { study in
      study.pretexts[0].order = .shuffledImages
      study.pretexts[0].training.shuffle = false
    },
    PlanChange("pretext augmentation") { study in
      study.pretexts[0].training.augmentation = .init(crop: 0, flip: true)
    },
    PlanChange("first image last") { study in
      study.pretexts[0].order = .sequential
      study.pretexts[0].training.shuffle = false
      study.pretexts[0].firstImageLast = true
    },
  ]

  @Test("What decides the pretraining changes it and the runs that need it", arguments: pretext)
  func pretraining(change: PlanChange) throws {
    let before = try TinyStudy.plan().runs
    let after = try TinyStudy.plan(change.change).runs
    for (one, other) in zip(before, after) {
      let isPretext = one.isPretraining || one.needs != nil
      #expect((one.identifier != other.identifier) == isPretext, "\(one.label)")
    }
  }

  /// The first digits of what `sha256sum` says of the specifications' canonical texts.
  ///
  /// Whoever changes these changes what every store's records are called: raise `Engine.version` if a
  /// bit of a result changed, and say so in the changelog.
  static let names: [(label: String, identifier: String)] = [
    ("pretraining rotation, seed 11", "02e4398b2576"),
    ("supervised, 10 labels, seed 11", "b80a026383ac"),
    ("rotation, 20 labels, seed 11", "32ce7d152836"),
    ("rotation-finetuned, 10 labels, seed 22", "fa469b6d160f"),
    ("random, 20 labels, seed 22", "2de1453ef425"),
  ]

  @Test("Identifiers are those of the release", arguments: names)
  func released(label: String, identifier: String) throws {
    let run = try #require(try TinyStudy.plan().run(label))
    #expect(run.identifier.short == identifier)
  }
}
