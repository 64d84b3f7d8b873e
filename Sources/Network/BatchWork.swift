import Random

/// Loss and accuracy of batches, each before its update.
struct TrainingSums {
  var lossSum = 0.0
  var examples = 0
  var hits = Hits()
}

/// The optimiser steps of a training, one batch at a time, shared by the model's threads.
///
/// A step has phases. In the first, every task is a shard: 32 examples, whose gradients are summed in
/// one chain into a buffer of the shard. In the second, every task is a fixed piece of the parameters:
/// the shards' sums are added in the order of the shards, then the optimiser steps. A batch of more
/// shards than there are buffers goes in rounds, which changes nothing about the order.
///
/// Where a network normalises over the batch, or a loss compares its examples, the first phase is one a
/// segment instead, forward and backward; see `BatchSegments`. In between are those of the comparison, whose
/// tasks are pieces of its rows.
final class BatchWork<Source: ExampleSource>: SharedWork {
  /// What the tasks of a phase are.
  private enum Phase {
    case shards
    case forward(segment: Int)
    case compare
    case differentiate
    case backward(segment: Int)
    case parameters
    case layouts
  }

  /// The examples' order in this epoch.
  let order: Buffer<Int32>
  private let workspaces: Borrowed<Workspace>
  private let workspace: Workspace
  private let pool: WorkerPool
  private let kernels: KernelSet
  private let parameters: Buffer<Float>
  private var source: SourceHolder<Source>
  private let optimizer: OptimizerState
  private let dropout: RandomStreams
  /// Where the whole batch is needed before its end.
  private let segments: Borrowed<BatchSegments>
  /// Where the loss compares the examples of a batch.
  private let contrast: Borrowed<ContrastiveRows>
  private let shardWorkspaces: Borrowed<Workspace>
  private let gradient: Buffer<Float>
  /// The sums of the shards of a round, one after the other.
  private let shardGradients: Buffer<Float>
  private let roundSize: Int
  private let shardLosses: Buffer<Double>
  private let shardHits: Buffer<Hits>
  private var phase = Phase.shards
  /// The batch: its place in the order, and the examples in it.
  private var batch = 0..<0
  /// The shards of this round.
  private var round = 0..<0
  private var update = 0

  /// Parameters that one task adds up and steps: a part of a first cache.
  static var pieceSize: Int { 2048 }

  /// The steps of a training that has not begun.
  ///
  /// - Parameters:
  ///   - model: its weights are trained in place.
  ///   - source: the training examples.
  ///   - training: optimiser, schedule and batches.
  ///   - dropout: the streams of dropout layers.
  init(
    _ model: Model, on source: Source, training: Training, dropout: RandomStreams
  ) {
    self.dropout = dropout
    // What the tasks use is kept here, since a constant of a constant would be retained by each.
    workspaces = model.workspaces
    workspace = model.workspace
    pool = model.pool
    kernels = model.kernels
    parameters = model.parameters
    self.source = SourceHolder(source)
    order = Buffer(source.count, zero: 0)
    let count = workspace.trainableCount
    optimizer = OptimizerState(training, examples: source.count, count: count)
    gradient = Buffer(count, zero: 0)
    let shards = Training.shardCount(min(training.batchSize, source.count))
    // One thread takes shard by shard; several have some in reserve, for they are not equally fast.
    let threads = model.pool.threads
    let segments = BatchSegments(model, shards: shards)
    self.segments = Borrowed(segments)
    contrast = Borrowed(
      ContrastiveRows(
        model, examples: min(training.batchSize, source.count), threads: threads))
    shardWorkspaces = segments?.workspaces ?? model.workspaces
    roundSize = segments != nil ? shards : threads == 1 ? 1 : min(shards, 4 * threads)
    shardGradients = Buffer(roundSize * count, zero: 0)
    shardLosses = Buffer(shards, zero: 0)
    shardHits = Buffer(shards, zero: Hits())
  }

  /// Tells the source that a pass over the examples begins; between steps only.
  func begin(epoch: Int) { source.source.begin(epoch: epoch) }

  /// One optimiser step.
  ///
  /// - Parameters:
  ///   - first: where the batch begins in the order.
  ///   - count: examples in it, at least 1.
  ///   - sums: the batch's loss and accuracy are added, shard by shard.
  func step(_ first: Int, _ count: Int, into sums: inout TrainingSums) {
    batch = first..<(first + count)
    optimizer.beginStep()
    let shards = Training.shardCount(count)
    let pieces = (gradient.count + Self.pieceSize - 1) / Self.pieceSize
    round = 0..<0
    while round.upperBound < shards {
      round = round.upperBound..<min(round.upperBound + roundSize, shards)
      if segments.isEmpty { run(.shards, tasks: round.count) } else { runSegments() }
      run(.parameters, tasks: pieces)
    }
    update += 1
    run(.layouts, tasks: workspace.stages.count)
    for shard in 0..<shards {
      sums.lossSum += shardLosses.pointer[shard]
      sums.hits += shardHits.pointer[shard]
    }
    sums.examples += count
  }

  /// Segment after segment, and back, with what needs the whole batch in between.
  private func runSegments() {
    segments.with(0) { segments in
      for segment in 0..<segments.count {
        run(.forward(segment: segment), tasks: round.count)
        segments.takeStatistics(behind: segment, of: batch.count, parameters)
      }
      compareExamples()
      for segment in (0..<segments.count).reversed() {
        run(.backward(segment: segment), tasks: round.count)
        segments.averageGradients(
          before: segment, of: batch.count, into: shardGradients.pointer)
      }
    }
  }

  /// The loss over the whole batch, where it is one.
  private func compareExamples() {
    guard !contrast.isEmpty else { return }
    let pieces = ContrastiveRows.pieces(ofExamples: batch.count)
    run(.compare, tasks: pieces)
    run(.differentiate, tasks: pieces)
    contrast.with(0) { rows in
      for shard in round { shardLosses.pointer[shard] = rows.lossSum(of: places(of: shard)) }
      shardHits.pointer[0] = rows.hits(ofExamples: batch.count)
    }
  }

  private func run(_ phase: Phase, tasks: Int) {
    self.phase = phase
    pool.run(tasks, of: self)
  }

  override func perform(_ task: Int, on thread: Int) {
    switch phase {
    case .shards:
      workspaces.with(thread) { differentiate(round.lowerBound + task, in: $0, task) }
    case .forward(let segment):
      segments.with(0) { segments in
        shardWorkspaces.with(task) { forward(task, $0, segments, through: segment) }
      }
    case .compare: contrast.with(0) { $0.compare(piece: task, ofExamples: batch.count) }
    case .differentiate:
      contrast.with(0) { $0.differentiate(piece: task, ofExamples: batch.count, on: thread) }
    case .backward(let segment):
      segments.with(0) { segments in
        shardWorkspaces.with(task) { workspace in
          if segment == segments.count - 1, !contrast.isEmpty {
            contrast.with(0) { $0.giveGradients(places(of: task), to: workspace) }
          }
          segments.backward(
            images(of: task).count, workspace, through: segment, into: buffer(task))
        }
      }
    case .parameters: update(piece: task)
    case .layouts: workspace.refresh(task)
    }
  }

  /// The places in the order of a shard's examples.
  private func images(of shard: Int) -> Range<Int> {
    let first = batch.lowerBound + shard * Training.shardSize
    return first..<min(first + Training.shardSize, batch.upperBound)
  }

  /// The places in the batch of a shard's examples.
  private func places(of shard: Int) -> Range<Int> {
    let images = images(of: shard)
    return (images.lowerBound - batch.lowerBound)..<(images.upperBound - batch.lowerBound)
  }

  /// Where a shard of this round sums its gradients.
  private func buffer(_ index: Int) -> UnsafeMutablePointer<Float> {
    shardGradients.pointer + index * gradient.count
  }

  private func pass(from first: Int) -> TrainingPass {
    TrainingPass(dropout: dropout, update: update, first: first - batch.lowerBound)
  }

  /// Forward and backward passes over the examples of a shard.
  private func differentiate(_ shard: Int, in workspace: Workspace, _ index: Int) {
    let gradient = buffer(index)
    gradient.update(repeating: 0, count: self.gradient.count)
    var lossSum = 0.0
    var hits = Hits()
    let examples = images(of: shard)
    for start in stride(from: examples.lowerBound, to: examples.upperBound, by: workspace.tile) {
      let images = min(workspace.tile, examples.upperBound - start)
      workspace.load(source, order.pointer + start, count: images)
      workspace.loadTargets(source, order.pointer + start, count: images)
      workspace.forward(images, pass(from: start))
      hits += workspace.loss(
        images, scale: 1 / Float(batch.count), update: update, predictions: nil, into: &lossSum)
      workspace.backward(images, into: gradient)
    }
    shardLosses.pointer[shard] = lossSum
    shardHits.pointer[shard] = hits
  }

  /// One segment forward for all examples of a shard at once; the last one ends in the loss.
  private func forward(
    _ shard: Int, _ workspace: Workspace, _ segments: BatchSegments, through segment: Int
  ) {
    let examples = images(of: shard)
    if segment == 0 {
      buffer(shard).update(repeating: 0, count: gradient.count)
      workspace.load(source, order.pointer + examples.lowerBound, count: examples.count)
      workspace.loadTargets(source, order.pointer + examples.lowerBound, count: examples.count)
    }
    segments.forward(
      examples.count, through: segment, workspace, pass(from: examples.lowerBound))
    guard segment == segments.count - 1 else { return }
    guard contrast.isEmpty else {
      return contrast.with(0) { $0.take(places(of: shard), from: workspace) }
    }
    var lossSum = 0.0
    shardHits.pointer[shard] = workspace.loss(
      examples.count, scale: 1 / Float(batch.count), update: update, predictions: nil,
      into: &lossSum)
    shardLosses.pointer[shard] = lossSum
  }

  /// Adds the shards' sums of a piece of the parameters; steps after the last round.
  private func update(piece: Int) {
    let first = piece * Self.pieceSize
    let range = first..<min(first + Self.pieceSize, gradient.count)
    let sum = gradient.pointer + first
    if round.lowerBound == 0 { sum.update(repeating: 0, count: range.count) }
    for buffer in 0..<round.count {
      kernels.accumulate(
        shardGradients.pointer + buffer * gradient.count + first, sum, range.count)
    }
    guard round.upperBound == Training.shardCount(batch.count) else { return }
    optimizer.step(range, parameters.pointer, gradient.pointer, kernels)
  }
}
