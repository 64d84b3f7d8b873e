import Network
import Datasets
import Foundation
import Network
import Testing

@testable import Study

/// The package's root, found from this file.
enum Package {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  static func load(_ name: String) throws -> LoadedStudy {
    try ProtocolLoader.load(path: "\(root)/protocols/\(name).json5")
  }
}

@Suite("The shipped protocols")
struct ProtocolShippedTests {
  static let names = [
    "colorization-shapes", "downstream-mnist", "lecture-rotnet-mnist", "pretexts-fashion-mnist",
    "pretexts-mnist", "rotnet-fashion-mnist", "rotnet-mnist", "rotnet-nin-cifar10", "smoke",
  ]

  @Test("Every shipped protocol is valid and carries its file's digest", arguments: names)
  func valid(name: String) throws {
    let loaded = try Package.load(name)
    #expect(loaded.study.name == name)
    #expect(loaded.overrides.isEmpty)
    let data = try Data(contentsOf: URL(fileURLWithPath: "\(Package.root)/protocols/\(name).json5"))
    #expect(loaded.digest == Digest(of: data))
  }

  @Test("Encoding a study with sorted keys is canonical and gives the study back", arguments: names)
  func roundTrip(name: String) throws {
    let study = try Package.load(name).study
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let bytes = try encoder.encode(study)
    let decoded = try JSONDecoder().decode(Study.self, from: bytes)
    #expect(decoded == study)
    #expect(try encoder.encode(decoded) == bytes)
  }

  @Test("The folder has no protocol that these tests do not know")
  func complete() {
    let library = ProtocolLibrary(folders: ["\(Package.root)/protocols"])
    #expect(library.list().map(\.name) == Self.names)
  }

  @Test("The lecture's protocol says what the lecture did")
  func lecture() throws {
    let study = try Package.load("lecture-rotnet-mnist").study
    let stopping = EarlyStoppingSpecification(monitor: .accuracy, patience: 7, restoreBest: false)
    let training = TrainingSpecification(
      optimizer: .sgd(learningRate: 1e-3, momentum: 0.9), batchSize: 64, shuffle: true,
      budget: .epochs(50), validationFraction: 0.2, earlyStopping: stopping)
    var supervised = training
    supervised.batchSize = 32
    #expect(study.pixels == .raw)
    #expect(study.pretextImages == ImageRange(0, 10000))
    #expect(study.labelledImages == ImageRange(10000, 11000))
    #expect(study.subset == .first)
    #expect(study.tests.map(\.images) == [ImageRange(300, 600), ImageRange(0, 10000)])
    #expect(study.arms.map(\.name) == ["supervised", "rotation"])
    #expect(study.arms.map(\.training) == [supervised, training])
    #expect(study.arms.map(\.encoder) == [.trained, .frozen])
    #expect(training.trainingCount(of: 1000) == 800)
    let pretext = try #require(study.pretexts.first)
    #expect(pretext.order == .sequential && pretext.firstImageLast)
    #expect(
      pretext.training
        == TrainingSpecification(
          optimizer: .adam(learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7),
          batchSize: 192, shuffle: false, budget: .epochs(50), validationFraction: 0,
          earlyStopping: nil))
  }

  @Test(
    "A seed list holds the first digits of the digests that its comment names",
    arguments: [("registered", 30), ("tuning", 5)])
  func seeds(name: String, count: Int) throws {
    let text = try String(contentsOfFile: "\(Package.root)/seeds/\(name).txt", encoding: .utf8)
    let expected = (1...count).compactMap { index in
      UInt64(Digest(of: "bench/\(name)/\(index)").hexadecimal.prefix(8), radix: 16)
    }
    #expect(SeedList.parse(text).seeds == expected)
    #expect(SeedList.parse(text).findings.isEmpty)
  }

  @Test("No seed that hyperparameters are chosen on is registered")
  func disjoint() throws {
    let lists = try ["registered", "tuning"].map { name in
      let path = "\(Package.root)/seeds/\(name).txt"
      return SeedList.parse(try String(contentsOfFile: path, encoding: .utf8)).seeds
    }
    #expect(Set(lists[0]).isDisjoint(with: lists[1]))
  }
}
