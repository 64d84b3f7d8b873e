import Testing

@testable import Study

@Suite("What was predicted, image by image")
struct ImageAnalysisTests {
  /// Two test sets, of four images and of the last two of them; classes 0, 1, 2, 0.
  private let truth: [UInt8] = [0, 1, 2, 0]

  private func fixture(
    _ predictions: (_ arm: String, _ repetition: Int) -> [UInt8]?
  ) throws -> AnalysisFixture {
    let fixture = try AnalysisFixture { study in
      study.tests = [
        TestSet(name: "all", images: ImageRange(0, 4)),
        TestSet(name: "half", images: ImageRange(2, 4)),
      ]
      study.arms.removeAll { $0.name == "random" }
      study.repetitions = 2
    }
    try fixture.fill { arm, _, repetition in predictions(arm, repetition) }
    return fixture
  }

  private func analysis(_ fixture: AnalysisFixture) throws -> ImageAnalysis {
    try ImageAnalysis(fixture.results(), truth: truth, classes: 3)
  }

  @Test("Disagreements and confusions are those counted by hand")
  func counted() throws {
    let analysis = try analysis(
      fixture { arm, repetition in
        switch (arm, repetition) {
        case ("supervised", 1): [0, 1, 1, 1] + [1, 1]
        case ("supervised", _): [0, 0, 2, 0] + [2, 0]
        case (_, 1): [0, 2, 2, 0] + [2, 0]
        default: [0, 1, 1, 2] + [1, 2]
        }
      })
    let gap = try #require(analysis.disagreements.first)
    #expect(analysis.disagreements.map(\.test) == ["all", "half"])
    #expect(gap.repetitions.map(\.seed) == [101, 102])
    #expect(gap.repetitions.map(\.onlyArm) == [2, 1])
    #expect(gap.repetitions.map(\.onlyBaseline) == [1, 2])
    #expect(gap.imageSums == [0, 0, 0, 0])
    let half = analysis.disagreements[1]
    #expect(half.repetitions.map(\.onlyArm) == [2, 0])
    #expect(half.repetitions.map(\.onlyBaseline) == [0, 2])
    let confusion = try #require(analysis.confusions.first { $0.arm == "supervised" })
    #expect(confusion.repetitions == 2)
    #expect(confusion.counts == [3, 1, 0, 1, 1, 0, 0, 1, 1])
    #expect(confusion.accuracy(ofClass: 0) == 0.75)
    #expect(confusion.accuracy(ofClass: 2) == 0.5)
  }

  @Test("Repetitions without predictions of one arm are no pairs")
  func incomplete() throws {
    let analysis = try analysis(
      fixture { arm, repetition in
        arm == "supervised" && repetition == 1 ? nil : [0, 1, 2, 1] + [2, 0]
      })
    #expect(analysis.disagreements.map { $0.repetitions.map(\.seed) } == [[102], [102]])
    #expect(analysis.confusions.map(\.repetitions) == [1, 2, 1, 2])
  }

  @Test("A class that no image has and one that the data set has not are no column")
  func strangeClasses() throws {
    let analysis = try analysis(fixture { _, _ in [0, 1, 200, 3] + [200, 3] })
    let half = try #require(analysis.confusions.first { $0.test == "half" })
    #expect(half.counts == [0, 0, 0, 0, 0, 0, 0, 0, 0])
    #expect(half.accuracy(ofClass: 1) == nil)
  }

  @Test("Without predictions there is nothing to say")
  func none() throws {
    let analysis = try analysis(fixture { _, _ in nil })
    #expect(analysis.confusions.isEmpty)
    #expect(analysis.disagreements.isEmpty)
  }

  @Test("Another number of predictions than of test images is refused")
  func wrongCount() throws {
    let fixture = try fixture { _, _ in [0, 1, 2] }
    let error = try #require(throws: StudyError.self) { try analysis(fixture) }
    #expect("\(error)".contains("3 predictions for 6 test images"))
  }
}
