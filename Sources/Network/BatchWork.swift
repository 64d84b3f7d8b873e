/// Loss and accuracy of batches, each before its update.
struct TrainingSums {
  var lossSum = 0.0
  var correct = 0
  var total = 0
}

/// The optimiser steps of a training, one batch at a time, shared by the model's threads.
///
/// A step has phases. In the first, every task is a shard: 32 examples, whose gradients are summed in
/// one chain into a buffer of the shard. In the second, every task is a fixed piece of the parameters:
/// the shards' sums are added in the order of the shards, then the optimiser steps. A batch of more
/// shards than there are buffers goes in rounds, which changes nothing about the order.
final class BatchWork<Source: ExampleSource>: SharedWork {
  /// What the tasks of a phase are.
  private enum Phase {
    case shards
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
  private let source: Source
  private let optimizer: OptimizerState
  private let gradient: Buffer<Float>
  /// The sums of the shards of a round, one after the other.
  private let shardGradients: Buffer<Float>
  private let roundSize: Int
  private let shardLosses: Buffer<Double>
  private let shardHits: Buffer<Int>
  private var phase = Phase.shards
  /// The batch: its place in the order, and the examples in it.
  private var batch = 0..<0
  /// The shards of this round.
  private var round = 0..<0

  /// Parameters that one task adds up and steps: a part of a first cache.
  static var pieceSize: Int { 2048 }

  /// The steps of a training that has not begun.
  ///
  /// - Parameters:
  ///   - model: its weights are trained in place.
  ///   - source: the training examples.
  ///   - optimizer: how gradients become steps.
  ///   - batchSize: examples of the largest batch.
  init(_ model: Model, on source: Source, optimizer: Optimizer, batchSize: Int) {
    // What the tasks use is kept here, since a constant of a constant would be retained by each.
    workspaces = model.workspaces
    workspace = model.workspace
    pool = model.pool
    kernels = model.kernels
    parameters = model.parameters
    self.source = source
    order = Buffer(source.count, zero: 0)
    let count = model.parameters.count
    self.optimizer = OptimizerState(optimizer, count: count)
    gradient = Buffer(count, zero: 0)
    let shards = Training.shardCount(batchSize)
    // One thread takes shard by shard; several have some in reserve, for they are not equally fast.
    let threads = model.pool.threads
    roundSize = threads == 1 ? 1 : min(shards, 4 * threads)
    shardGradients = Buffer(roundSize * count, zero: 0)
    shardLosses = Buffer(shards, zero: 0)
    shardHits = Buffer(shards, zero: 0)
  }

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
      run(.shards, tasks: round.count)
      run(.parameters, tasks: pieces)
    }
    run(.layouts, tasks: workspace.stages.count)
    for shard in 0..<shards {
      sums.lossSum += shardLosses.pointer[shard]
      sums.correct += shardHits.pointer[shard]
    }
    sums.total += count
  }

  private func run(_ phase: Phase, tasks: Int) {
    self.phase = phase
    pool.run(tasks, of: self)
  }

  override func perform(_ task: Int, on thread: Int) {
    switch phase {
    case .shards:
      workspaces.with(thread) { differentiate(round.lowerBound + task, in: $0, task) }
    case .parameters: update(piece: task)
    case .layouts: workspace.refresh(task)
    }
  }

  /// Forward and backward passes over the examples of a shard.
  private func differentiate(_ shard: Int, in workspace: Workspace, _ buffer: Int) {
    let gradient = shardGradients.pointer + buffer * self.gradient.count
    gradient.update(repeating: 0, count: self.gradient.count)
    var lossSum = 0.0
    var hits = 0
    let first = batch.lowerBound + shard * Training.shardSize
    let end = min(first + Training.shardSize, batch.upperBound)
    let indices = UnsafeBufferPointer(start: order.pointer, count: order.count)
    for start in stride(from: first, to: end, by: workspace.tile) {
      let images = min(workspace.tile, end - start)
      workspace.load(source, indices.span, from: start, count: images)
      workspace.forward(images)
      hits += workspace.loss(
        images, scale: 1 / Float(batch.count), predictions: nil, into: &lossSum)
      workspace.backward(images, into: gradient)
    }
    shardLosses.pointer[shard] = lossSum
    shardHits.pointer[shard] = hits
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
