import Datasets
import Images
import Network
import Testing

@testable import Study

@Suite("Studies that do not fit their data")
struct PlanErrorTests {
  /// What planning a study in a folder says; nil if nothing. A folder's size and classes are known
  /// only from its files.
  private func problem(
    on dataset: Dataset? = nil, _ change: (inout Study) -> Void = { _ in }
  ) throws -> String? {
    var study = try TinyStudy.study()
    let drawn = try TinyStudy.dataset(study)
    study.dataset = .folder("./digits")
    change(&study)
    do {
      _ = try Plan(study, on: dataset ?? drawn)
      return nil
    } catch let error as StudyError {
      return "\(error)"
    }
  }

  /// Images of one colour, in two classes.
  private func images(_ rows: Int, _ columns: Int, classes: Int = 10) -> Dataset {
    let labels = (0..<60).map { UInt8($0 % classes) }
    let set = ImageSet(
      name: "plain", rows: rows, columns: columns,
      pixels: [UInt8](repeating: 7, count: 60 * rows * columns), labels: labels,
      classCount: classes)
    return Dataset(name: "plain", training: set, test: set, files: [], origin: "made up")
  }

  @Test("The study as it is fits")
  func fits() throws {
    #expect(try problem() == nil)
  }

  @Test("A head with another number of units than there are classes is refused")
  func classes() throws {
    #expect(
      try problem(on: images(28, 28, classes: 3))
        == "head: 10 units, but ./digits has 3 classes; let the last layer have 3 units")
  }

  @Test("Balanced subsets cannot be larger than the smallest class allows")
  func balanced() throws {
    let labels = (0..<60).map { $0 == 59 ? 4 : UInt8($0 % 10) }
    let set = try TinyStudy.dataset(TinyStudy.study()).training
    let skewed = ImageSet(
      name: "skewed", rows: 28, columns: 28, pixels: set.pixels, labels: labels, classCount: 10)
    let dataset = Dataset(
      name: "skewed", training: skewed, test: skewed, files: [], origin: "made up")
    #expect(
      try problem(on: dataset) { $0.labels = [10, 50] }
        == "labels: 50 exceeds the 40 images of ./digits that class-balanced subsets can have; "
        + "use at most 40")
    #expect(
      try problem(on: dataset) {
        $0.labels = [10, 50]
        $0.subset = .first
      } == nil)
  }

  @Test("A layer that does not fit the images is named")
  func layers() throws {
    #expect(
      try problem(on: images(3, 3))
        == nil, "a window of the size of the images fits")
    #expect(
      try problem(on: images(2, 2))
        == "encoder: layer 2: nothing is left of an input of 4; use a smaller window or "
        + "fewer layers")
  }

  @Test("A layer of a head is counted from the head's beginning")
  func headLayers() throws {
    let problem = try problem {
      $0.pixels = .raw
      $0.head.insert(
        .convolution(.init(filters: 1, kernel: 8, stride: 1, padding: .valid, activation: .relu)),
        at: 0)
    }
    #expect(
      try #require(problem).hasPrefix("head: layer 1: nothing is left of an input of 7×7×4"))
  }

  @Test("Images that are not square cannot be turned, but can be classified")
  func notSquare() throws {
    #expect(
      try problem(on: images(28, 20))
        == "pretexts[0].task: images of 28×20×1 are not square, and a quarter turn must keep the "
        + "shape")
    #expect(
      try problem(on: images(28, 20)) { $0.arms.removeAll { $0.pretext != nil } } == nil)
  }

  @Test(
    "Images that the data does not have are refused before any is looked up",
    arguments: ["labelledImages", "pretextImages", "tests"])
  func ranges(key: String) throws {
    let problem = try problem { study in
      switch key {
      case "labelledImages": study.labelledImages = ImageRange(20, 61)
      case "pretextImages": study.pretextImages = ImageRange(0, 61)
      default: study.tests[1].images = ImageRange(0, 21)
      }
      study.allowOverlap = true
    }
    let part = key == "tests" ? "20 test" : "60 training"
    #expect(try #require(problem).contains("exceeds the \(part) images of ./digits"))
  }

  @Test("A study that no protocol could be, as from an edited manifest, is refused")
  func invalid() throws {
    let cases: [(inout Study) -> Void] = [
      { $0.training.batchSize = 0 },
      { $0.training.budget = .updates(6, evaluateEvery: 0) },
      { $0.labels = [20, 10] },
      { $0.labels = [51] },
      { $0.repetitions = 4 },
      { $0.labelledImages = ImageRange(-1, 60) },
      { $0.pretexts = [] },
      { $0.pretexts[0].head.removeLast() },
      { $0.analysis.baseline = "none" },
    ]
    for (index, change) in cases.enumerated() {
      #expect(try problem(change) != nil, "case \(index)")
    }
  }
}
