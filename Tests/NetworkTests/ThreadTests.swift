import Random
import Synchronization
import Testing

@testable import Network

@Suite("Threads inside a run", .timeLimit(.minutes(10)))
struct ThreadTests {
  static let shape = Shape(rows: 6, columns: 5, channels: 1)
  static let layers: [Layer] = [
    .convolution(filters: 16, kernel: 3, stride: 1, padding: .same), .relu,
    .maxPooling(size: 2, stride: 2), .convolution(filters: 5, kernel: 2, stride: 1, padding: .same),
    .relu, .flatten, .dense(units: 3),
  ]
  static let counts = [2, 3, 8]

  /// All that a training leaves.
  struct Trained: Equatable {
    let weights: [UInt32]
    let log: TrainingLog?
    let evaluation: Evaluation
    let features: [UInt32]
  }

  static func training(
    _ batchSize: Int, _ length: Training.Length, stopping: EarlyStopping? = nil
  ) -> Training {
    Training(
      optimizer: .adam(learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7),
      batchSize: batchSize, shuffles: true, length: length, earlyStopping: stopping)
  }

  /// Trains on 207 examples, giving up before the update `limit`, if there is one.
  static func train(
    threads: Int, _ training: Training, limit: Int = .max, layers: [Layer] = layers
  ) throws -> Trained {
    var asked = 0
    return try train(ThreadShare(threads), training, layers: layers) {
      asked += 1
      return asked > limit
    }
  }

  /// The same on a share that may change whenever the training asks whether to stop.
  static func train(
    _ share: ThreadShare, _ training: Training, layers: [Layer] = layers,
    isInterrupted: () -> Bool
  ) throws -> Trained {
    let model = try Model.random(
      try Architecture(input: shape, layers: layers), tile: 3, threads: share)
    let source = ListSource.random(shape, count: 207, classes: 3)
    let validation = ListSource.random(shape, count: 45, classes: 3, seed: 2)
    var trainer = Trainer(
      model, on: source, validation: validation, training: training,
      order: RandomStream(seed: 1, purpose: "order"))
    let log = try? trainer.run(isInterrupted: isInterrupted)
    return Trained(
      weights: model.weights.bits, log: log, evaluation: model.evaluate(validation),
      features: model.features(of: validation).values.bits)
  }

  // 207 examples in batches of 50: shards of 32 and 18, and a last batch of 7; of 192: six shards,
  // and a last batch of 15; of 207: six shards and one of 15, in several rounds.
  @Test(
    "Any number of threads gives the bits of one", arguments: [50, 192, 207, 1, 32], counts)
  func equal(batchSize: Int, threads: Int) throws {
    let training = Self.training(batchSize, .epochs(batchSize == 1 ? 1 : 3))
    let expected = try Self.train(threads: 1, training)
    #expect(expected.log != nil)
    #expect(try Self.train(threads: threads, training) == expected)
  }

  @Test("A training that stops early and restores is the same on all threads", arguments: counts)
  func earlyStopping(threads: Int) throws {
    let training = Self.training(
      50, .epochs(60),
      stopping: EarlyStopping(monitor: .validationLoss, patience: 2, restoresBest: true))
    let expected = try Self.train(threads: 1, training)
    #expect(expected.log?.stoppedEarly == true)
    #expect(try Self.train(threads: threads, training) == expected)
  }

  @Test("An interrupted training leaves the same weights on all threads", arguments: counts)
  func interrupted(threads: Int) throws {
    let training = Self.training(50, .updates(20, interval: 7))
    let expected = try Self.train(threads: 1, training, limit: 9)
    let complete = try Self.train(threads: 1, training)
    #expect(expected.log == nil)
    #expect(expected.weights != complete.weights)
    #expect(try Self.train(threads: threads, training, limit: 9) == expected)
  }

  @Test("Threads that come and go during a training change no bit")
  func changingShare() throws {
    let training = Self.training(192, .epochs(12))
    let expected = try Self.train(threads: 1, training)
    let share = ThreadShare(1, limit: 5)
    var asked = 0
    let found = try Self.train(share, training) {
      asked += 1
      share.count = 1 + asked * 3 % 5
      return false
    }
    #expect(found == expected)
  }

  @Test("A network of more parameters than one piece has them all stepped", arguments: counts)
  func pieces(threads: Int) throws {
    let layers: [Layer] = [.flatten, .dense(units: 130), .relu, .dense(units: 3)]
    let training = Self.training(70, .epochs(2))
    let expected = try Self.train(threads: 1, training, layers: layers)
    #expect(expected.weights.count > 2 * BatchWork<ListSource>.pieceSize)
    #expect(try Self.train(threads: threads, training, layers: layers) == expected)
  }
}

@Suite("Worker pools", .timeLimit(.minutes(10)))
struct WorkerPoolTests {
  /// Counts, for every task, how often it was done and on which thread.
  private final class Counter: SharedWork {
    let counts: Buffer<Int>
    let threads: Buffer<Int>

    init(_ tasks: Int) {
      counts = Buffer(tasks, zero: 0)
      threads = Buffer(tasks, zero: -1)
    }

    override func perform(_ task: Int, on thread: Int) {
      counts.pointer[task] += 1
      threads.pointer[task] = thread
    }
  }

  @Test("Every task is done once in every phase, by a thread of the pool", arguments: [1, 2, 3, 9])
  func everyTask(threads: Int) {
    let pool = WorkerPool(ThreadShare(threads))
    #expect(pool.threads == threads)
    for tasks in [0, 1, 2, 5, 64] {
      let work = Counter(tasks)
      for _ in 0..<200 { pool.run(tasks, of: work) }
      for task in 0..<tasks {
        #expect(work.counts.pointer[task] == 200)
        #expect((0..<threads).contains(work.threads.pointer[task]))
      }
    }
  }

  @Test("A share that grows and shrinks leaves no task out and uses no thread beyond it")
  func changingShare() {
    let share = ThreadShare(1, limit: 6)
    let pool = WorkerPool(share)
    let work = Counter(40)
    for phase in 0..<3000 {
      share.count = 1 + phase * 7 % 6
      pool.run(40, of: work)
      for task in 0..<40 where work.threads.pointer[task] >= share.count {
        Issue.record("thread \(work.threads.pointer[task]) of \(share.count)")
      }
    }
    for task in 0..<40 { #expect(work.counts.pointer[task] == 3000) }
  }

  /// Goes on only where another thread does the other task at the same time.
  private final class Meeting: SharedWork {
    let arrivals = Atomic(0)

    override func perform(_ task: Int, on thread: Int) {
      arrivals.add(1, ordering: .sequentiallyConsistent)
      while arrivals.load(ordering: .sequentiallyConsistent) % 2 != 0 {}
    }
  }

  @Test("Two threads are at work at the same time")
  func concurrent() {
    let pool = WorkerPool(ThreadShare(2))
    let work = Meeting()
    for _ in 0..<50 { pool.run(2, of: work) }
    #expect(work.arrivals.load(ordering: .relaxed) == 100)
  }

  @Test("A pool ends with its owner, and its threads are given back")
  func lifetime() {
    for _ in 0..<300 {
      let pool = WorkerPool(ThreadShare(4))
      let work = Counter(3)
      pool.run(3, of: work)
      #expect(work.counts.pointer[2] == 1)
    }
  }
}
