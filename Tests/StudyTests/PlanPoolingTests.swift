import Datasets
import Images
import Network
import Testing

@testable import Study

@Suite("What a plan refuses to pass over")
struct PlanPoolingTests {
  @Test("Seeds that a manifest cannot hold are refused before anything is run")
  func seeds() throws {
    let remedy = "is too large for a report's manifest; use at most 9223372036854775807"
    var study = try TinyStudy.study { $0.seedList = [1, UInt64(Int64.max)] }
    try study.checkSeeds()
    study.seedList.append(9_223_372_036_854_775_808)
    let error = #expect(throws: StudyError.self) { try study.checkSeeds() }
    #expect(error?.description == "seeds: 9223372036854775808 \(remedy)")
    study.seedList.removeLast()
    study.dataset = .strokes(training: 60, test: 20, seed: .max)
    let other = #expect(throws: StudyError.self) { try study.checkSeeds() }
    #expect(other?.description == "dataset: \(UInt64.max) \(remedy)")
  }

  @Test("A folder without a slash in its name is asked for as a folder")
  func folders() {
    #expect(DatasetSpecification(name: ".").request == DatasetRequest("./."))
    #expect(DatasetSpecification(name: "a/b").request == DatasetRequest("a/b"))
    #expect(DatasetSpecification(name: "mnist").request == DatasetRequest("mnist"))
  }

  @Test("A head that comes first has no input gradient, though a flatten stands before it")
  func headCost() throws {
    let plan = try TinyStudy.plan()
    let head = plan.networks.head
    #expect(Cost.step(head) == 2 * Cost.forward(head))
  }

  @Test("A machine's speed can be measured on two classes, without a pretext")
  func calibration() throws {
    let data = try TinyStudy.dataset(TinyStudy.study())
    let two = ImageSet(
      name: "two", rows: 28, columns: 28, pixels: data.training.pixels,
      labels: data.training.labels.map { $0 % 2 }, classCount: 2)
    let dataset = Dataset(name: "two", training: two, test: two, files: [], origin: "a test")
    let study = try TinyStudy.study { study in
      study.dataset = .folder("./two")
      study.pretexts = []
      study.arms.removeAll { $0.pretext != nil }
      study.head = [.flatten, .dense(.init(units: 2, activation: .none))]
    }
    let plan = try Plan(study, on: dataset)
    let calibration = try Calibration(plan, level: .best, limit: 0)
    #expect(plan.runs.allSatisfy { calibration.seconds($0.cost) > 0 })
  }
}
