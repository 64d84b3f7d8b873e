import Datasets
import Testing

@testable import Study

@Suite("A manifest and the plan of its study")
struct VerificationPlanTests {
  private let fixture: AnalysisFixture
  private let manifest: Manifest

  init() throws {
    fixture = try AnalysisFixture { $0.repetitions = 2 }
    try fixture.fill { cell in
      cell.arm == "random" && cell.repetition == 2 ? nil : 4500
    }
    manifest = try Manifest(
      Manifest.Source(digest: Digest(of: "protocol"), overrides: []), dataset: fixture.dataset,
      results: fixture.results())
  }

  private func difference(_ change: (inout Study) -> Void) throws -> Difference? {
    var study = fixture.plan.study
    change(&study)
    return manifest.firstDifference(
      from: try Plan(study, on: fixture.dataset), on: fixture.dataset)
  }

  @Test("The plan that the report was made of has no difference, even if a record is missing")
  func equal() throws {
    #expect(manifest.records.count == 7)
    #expect(try difference { _ in } == nil)
  }

  @Test("Another training, seed or number of runs is found before anything is run")
  func different() throws {
    let label = "supervised, 10 labels, seed 101"
    let training = try difference { $0.arms[0].training.batchSize = 7 }
    #expect(training?.place == label && training?.field == "specification")
    let seeds = try difference { $0.seedList[0] = 99 }
    #expect(seeds?.place == "pretraining rotation, seed 101" && seeds?.field == "record")
    #expect(seeds?.found == "none")
    let count = try difference { $0.repetitions = 3 }
    #expect(
      count == Difference(place: "manifest", field: "planned", expected: "8", found: "12"))
  }

  @Test("Other data is found before anything is run")
  func data() throws {
    let files = fixture.dataset.files.map { file in
      file.name.hasPrefix("t10k-labels") ? DataFile(name: file.name, digest: Digest(of: "x")) : file
    }
    let other = Dataset(
      name: "digits", training: fixture.dataset.training, test: fixture.dataset.test,
      files: files, origin: "a test")
    let found = manifest.firstDifference(from: try Plan(fixture.plan.study, on: other), on: other)
    #expect(found?.place == "data" && found?.field == "t10k-labels-idx1-ubyte")
  }
}
