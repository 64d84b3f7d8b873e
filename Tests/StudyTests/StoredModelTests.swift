import Datasets
import Foundation
import Images
import Network
import Pretext
import Testing

@testable import Study

@Suite("The networks of a record")
struct StoredModelTests {
  @Test("The likeliest class is the prediction of the record, for trained and frozen encoders")
  func predictions() async throws {
    let fixture = try ExecutorFixture()
    _ = try await fixture.sweep()
    let results = try StudyResults(fixture.plan, in: fixture.store)
    let range = try #require(fixture.plan.study.tests.first).images
    var models = 0
    for run in fixture.plan.runs {
      guard case .downstream = run.kind else { continue }
      models += 1
      let model = try #require(
        StoredModel(run, of: results, dataset: fixture.dataset, in: fixture.store))
      let rows = try model.probabilities(ofTest: Array(range.indexes))
      let likeliest = rows.map { row in
        row.indices.reduce(0) { row[$1] > row[$0] ? $1 : $0 }
      }
      #expect(try model.predictions() == likeliest)
      #expect(rows.count == range.count)
      for row in rows {
        #expect(row.count == fixture.dataset.test.classCount)
        #expect(abs(row.reduce(0, +) - 1) < 1e-12)
      }
    }
    #expect(models >= 2)
  }

  @Test("The first filters are the first layer's, and a frozen encoder's are the pretext's own")
  func filters() async throws {
    let fixture = try ExecutorFixture()
    _ = try await fixture.sweep()
    let results = try StudyResults(fixture.plan, in: fixture.store)
    guard case .convolution(let layer) = fixture.plan.study.encoder[0] else {
      Issue.record("the study begins with a convolution")
      return
    }
    let (count, kernel) = (layer.filters, layer.kernel)
    for run in fixture.plan.runs {
      let model = try #require(
        StoredModel(run, of: results, dataset: fixture.dataset, in: fixture.store))
      let record = try #require(results.records.first { $0.run.identifier == run.identifier })
        .record
      let weights = try fixture.floats("weights", of: record)
      var isFrozen = false
      if case .downstream(let arm, _, _) = run.kind { isFrozen = arm.encoder == .frozen }
      let filters = try model.firstFilters()
      #expect((filters == nil) == isFrozen)
      guard let filters else { continue }
      #expect(filters.count == count && filters.allSatisfy { $0.count == kernel * kernel })
      // Keras' order: row, column, input channel, and the filter last.
      #expect(filters[1][2] == weights[2 * count + 1])
    }
  }

  @Test("A run without a record has none, and one whose files are gone is an error")
  func missing() async throws {
    let fixture = try ExecutorFixture()
    let none = try StudyResults(fixture.plan, in: fixture.store)
    let run = try #require(fixture.plan.runs.last)
    #expect(StoredModel(run, of: none, dataset: fixture.dataset, in: fixture.store) == nil)
    _ = try await fixture.sweep()
    let results = try StudyResults(fixture.plan, in: fixture.store)
    let model = try #require(
      StoredModel(run, of: results, dataset: fixture.dataset, in: fixture.store))
    try FileManager.default.removeItem(
      atPath: fixture.store.layout.attachment("weights", of: run.identifier))
    #expect(throws: StoreError.self) { try model.probabilities(ofTest: [0]) }
  }

  @Test("A pretraining's answers are those of its network to the first examples of its task")
  func answers() async throws {
    let fixture = try ExecutorFixture()
    _ = try await fixture.sweep()
    let results = try StudyResults(fixture.plan, in: fixture.store)
    let run = try #require(fixture.plan.runs.first { $0.isPretraining })
    let stored = try #require(
      StoredModel(run, of: results, dataset: fixture.dataset, in: fixture.store))
    let network = try #require(fixture.plan.networks.firstPretext)
    let model = Model(network, level: .best, trains: false)
    let record = try #require(results.records.first { $0.run == run }?.record)
    try model.setWeights(
      fixture.floats("weights", of: record), ofFirst: network.weightedLayerCount)
    let set = fixture.dataset.training
    let source = RotationSource(
      pixels: set.pixels, images: fixture.plan.study.pretextImages.indexes.prefix(2),
      shape: network.input, scale: fixture.plan.study.pixels, firstImageLast: false)
    #expect(try stored.answers(toFirst: 2).flatMap { $0 } == model.features(of: source).values)
    #expect(try stored.answers(toFirst: 2).count == 8)
  }

  @Test("Training curves are the records' logs")
  func curves() async throws {
    let fixture = try ExecutorFixture()
    _ = try await fixture.sweep()
    let results = try StudyResults(fixture.plan, in: fixture.store)
    let study = fixture.plan.study
    let (arm, labels) = (study.arms[0], study.labels[0])
    let kind = Run.Kind.downstream(arm: arm, labels: labels, task: "classification")
    let curves = try results.curves(limit: 10) { $0 == kind }
    #expect(curves.map(\.seed) == study.repetitionSeeds)
    let label = "\(arm.name), \(labels) labels, seed \(study.repetitionSeeds[0])"
    let log = try #require(try fixture.result(label)).result.log
    #expect(curves[0].points.map(\.update) == log.map(\.update))
    #expect(
      curves[0].points.last?.accuracy == log.last.map { Double($0.correct) / Double($0.total) })
    #expect(try results.curves(limit: 1) { $0 == kind }.count == 1)
    #expect(
      try results.curves(limit: 10) { $0 == .pretraining(pretext: "rotation") }.count
        == study.repetitions)
  }
}
