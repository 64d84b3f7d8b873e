import Datasets
import Images
import Network
import Pretext
import Random
import Testing

@testable import Study

@Suite("Every pretext, transfer and downstream task", .timeLimit(.minutes(10)))
struct EveryTaskTests {
  private func fixture(
    _ change: @escaping (inout Study) throws -> Void
  ) throws -> ExecutorFixture {
    try ExecutorFixture { study in
      try change(&study)
      study.repetitions = 1
      study.labels = [20]
    }
  }

  @Test("Grey images allow all tasks but colours, and each is pretrained once")
  func tasks() throws {
    let fixture = try fixture(EveryTaskStudy.change)
    let names = fixture.plan.runs.compactMap { run -> String? in
      if case .pretraining(let name) = run.kind { name } else { nil }
    }
    let all = PretextRegistry.builtIn.tasks.map { $0.name }
    #expect(names == all.filter { $0 != ColorizationTask.name })
    #expect(names.count >= 9)
  }

  @Test("Levels, jobs and threads change no record of any kind of run")
  func equal() async throws {
    for change in [EveryTaskStudy.change, EveryTaskStudy.tasks] {
      var known: [Record] = []
      for (jobs, threads, level) in [
        (1, nil, CPULevel.portable), (2, nil, .best), (1, 3, .best),
      ] as [(Int, Int?, CPULevel)] {
        let fixture = try fixture(change)
        let summary = try await fixture.sweep(jobs: jobs, threads: threads, level: level)
        #expect(summary.failures.map(\.reason) == [])
        let records = try fixture.records()
        #expect(records.count == Set(fixture.plan.runs.map(\.identifier)).count)
        if known.isEmpty { known = records }
        #expect(records == known, "\(jobs) jobs, \(level)")
      }
    }
  }

  @Test("An encoder that stays as it is gives after training what it gave before")
  func frozen() async throws {
    let fixture = try fixture(EveryTaskStudy.change)
    let pretraining = try #require(
      fixture.plan.runs.first { $0.kind == .pretraining(pretext: "rotation") })
    _ = try await fixture.sweep()
    guard case .present(let before) = try fixture.store.read(pretraining.identifier) else {
      return #expect(Bool(false), "the pretraining is in the store")
    }
    let weights = try fixture.floats("weights", of: before)
    let results = try StudyResults(fixture.plan, in: fixture.store)
    let encoder = fixture.plan.networks.encoder.parameterCount
    for name in ["rotation-frozen", "first-layer", "top", "hidden"] {
      let (run, record) = try #require(
        results.records.first { $0.run.label.hasPrefix("\(name), ") })
      let own = try #require(fixture.plan.networks.downstream(of: name, on: "classification"))
      // What is stored is the trained part alone; with the pretraining's weights below it gives the
      // predictions that were made when it had been trained.
      let trained = try fixture.floats("weights", of: record)
      #expect(trained.count == own.trained.parameterCount)
      #expect(own.frozen.parameterCount <= encoder)
      let stored = try #require(
        StoredModel(run, of: results, dataset: fixture.dataset, in: fixture.store))
      let indices = Array(fixture.plan.study.tests[0].images.indexes)
      let classes = try stored.probabilities(ofTest: indices).map { row in
        row.indices.max { row[$0] < row[$1] } ?? 0
      }
      #expect(try stored.predictions() == classes, "\(name)")
    }
    guard case .present(let after) = try fixture.store.read(pretraining.identifier) else {
      return #expect(Bool(false), "the pretraining is in the store")
    }
    #expect(after.digest == before.digest)
    #expect(try fixture.floats("weights", of: after) == weights)
  }

  @Test("Fine-tuned from a layer, the layers before are the pretraining's, and the others move")
  func trainedFrom() async throws {
    let fixture = try fixture(EveryTaskStudy.change)
    _ = try await fixture.sweep()
    let top = try #require(fixture.plan.networks.downstream(of: "top", on: "classification"))
    // Convolution and ReLU of the first layer of the protocol.
    #expect(top.frozen.layers.count == 2)
    let record = try #require(try fixture.record("top, 20 labels, seed 11"))
    let moved = try fixture.floats("weights", of: record).prefix(top.trainedEncoder.parameterCount)
    let pretraining = try #require(try fixture.record("pretraining rotation, seed 11"))
    let first = try fixture.floats("weights", of: pretraining)
    let before = first[
      top.frozen.parameterCount..<fixture.plan.networks.encoder.parameterCount]
    #expect(moved.count == before.count && Array(moved) != Array(before))
  }

  @Test("With permuted labels no arm is better than chance")
  func permuted() async throws {
    let set = try TinyStudy.dataset(TinyStudy.study()).training
    let large = try ExecutorFixture { study in
      study.dataset = .strokes(training: 400, test: 300, seed: 5)
      study.pretextImages = ImageRange(0, 100)
      study.labelledImages = ImageRange(100, 400)
      study.tests = [TestSet(name: "all", images: ImageRange(0, 300))]
      study.labels = [200]
      study.subset = .first
      study.repetitions = 1
      study.arms.append(study.arms[1])
      study.arms[4].name = "knn"
      study.arms[4].neighbours = 3
      for index in study.arms.indices {
        study.arms[index].training.budget = .updates(150, evaluateEvery: 75)
        study.arms[index].training.earlyStopping = nil
      }
    }
    #expect(set.classCount == 10)
    func accuracies(_ dataset: Dataset) async throws -> [Double] {
      let folder = try StoreTestFolder()
      let store = try folder.store()
      let plan = try Plan(large.plan.study, on: dataset)
      let sweep = Sweep(
        plan.runs, store: store,
        executor: BuiltInExecutor(plan, dataset: dataset, store: store, level: .best), jobs: 2)
      let summary = try await sweep.run(isInterrupted: { false }, report: { _ in })
      #expect(summary.failures.isEmpty)
      return try StudyResults(plan, in: store).rows.map { Double($0.correct) / Double($0.total) }
    }
    let honest = try await accuracies(large.dataset)
    let permuted = try await accuracies(large.dataset.withPermutedLabels())
    // Of 300 images chance has 30 ± 5.2 right; five deviations above is .187.
    #expect(honest.count == 5 && permuted.count == 5)
    #expect(honest.allSatisfy { $0 > 0.19 }, "\(honest)")
    #expect(permuted.allSatisfy { $0 < 0.187 }, "\(permuted)")
  }

  @Test("With all labels the supervised arm is what supervised training on all images gives")
  func allLabels() throws {
    let fixture = try ExecutorFixture { study in
      study.labels = [50]
      study.repetitions = 1
    }
    let label = "supervised, 50 labels, seed 11"
    try fixture.make(label)
    let (record, result) = try #require(try fixture.result(label))
    let study = fixture.plan.study
    let arm = study.arms[0]
    let set = fixture.dataset.training
    let order = LabelledSubset.balancedOrder(
      labels: set.labels, pool: study.labelledImages.indexes, classCount: 10, seed: 11)
    #expect(order.sorted() == Array(study.labelledImages.indexes), "no image is left out")
    func images(_ indices: ArraySlice<Int>) -> ImageSource {
      ImageSource(
        pixels: set.pixels, labels: set.labels, indices: Array(indices),
        shape: fixture.plan.networks.encoder.input, scale: study.pixels)
    }
    let model = Model(fixture.plan.networks.classifier, level: .best)
    model.initialize(seed: 11, purposes: ["init/encoder/1", "init/head/1"])
    var trainer = Trainer(
      model, on: images(order[..<40]), validation: images(order[40...]),
      training: arm.training.training,
      order: RandomStream(seed: 11, purpose: "order/downstream"))
    let log = try trainer.run()
    #expect(try fixture.floats("weights", of: record) == model.weights)
    #expect(result.log.map(\.loss) == log.measurements.map(\.loss))
  }
}

extension Dataset {
  /// The same images, the training labels in a random order.
  fileprivate func withPermutedLabels() -> Dataset {
    var labels = training.labels
    var stream = RandomStream(seed: 1, purpose: "permuted labels")
    stream.shuffle(&labels)
    let set = ImageSet(
      name: training.name, rows: training.rows, columns: training.columns,
      pixels: training.pixels, labels: labels, classCount: training.classCount)
    return Dataset(name: name, training: set, test: test, files: files, origin: origin)
  }
}
