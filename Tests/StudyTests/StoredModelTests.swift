import Datasets
import Foundation
import Images
import Network
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
      if case .downstream(let arm, _) = run.kind { isFrozen = arm.encoder == .frozen }
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

  @Test("Rotated samples are the pretext's images, turned counter-clockwise")
  func samples() throws {
    let fixture = try ExecutorFixture()
    let set = fixture.dataset.training
    let samples = fixture.plan.study.rotatedSamples(2, of: fixture.dataset)
    let first = fixture.plan.study.pretextImages.lower
    #expect(samples.count == 2 && samples.allSatisfy { $0.count == 4 })
    for (index, sample) in samples.enumerated() {
      let image = Array(set.image(first + index))
      #expect(sample[0] == image)
      #expect(sample[2] == image.reversed())
      // numpy.rot90: element (i, j) of the turned image is (j, n − 1 − i) of the image.
      let n = set.columns
      let turned = (0..<n * n).map { image[($0 % n) * n + n - 1 - $0 / n] }
      #expect(sample[1] == turned)
    }
  }

  @Test("Training curves are the records' logs")
  func curves() async throws {
    let fixture = try ExecutorFixture()
    _ = try await fixture.sweep()
    let results = try StudyResults(fixture.plan, in: fixture.store)
    let study = fixture.plan.study
    let arm = (name: study.arms[0].name, labels: study.labels[0])
    let curves = try results.curves(of: arm, limit: 10)
    #expect(curves.map(\.seed) == study.repetitionSeeds)
    let label = "\(arm.name), \(arm.labels) labels, seed \(study.repetitionSeeds[0])"
    let log = try #require(try fixture.result(label)).result.log
    #expect(curves[0].points.map(\.update) == log.map(\.update))
    #expect(
      curves[0].points.last?.accuracy == log.last.map { Double($0.correct) / Double($0.total) })
    #expect(try results.curves(of: arm, limit: 1).count == 1)
    #expect(try results.curves(of: nil, limit: 10).count == study.repetitions)
  }
}
