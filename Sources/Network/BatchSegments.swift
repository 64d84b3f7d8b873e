/// The passes of a network that normalises over the batch or whose loss compares its examples, cut where the
/// whole batch is needed.
///
/// A segment is a stage of batch normalisation with the stages up to the next one; the first segment has
/// none. All shards pass a segment before any passes the next, so every shard keeps its values in a
/// workspace of its own. A shard's sums are taken in the order of its images, and added in the order of
/// the shards.
final class BatchSegments {
  /// One a shard, with room for all its examples.
  let workspaces: Borrowed<Workspace>
  /// The stages of batch normalisation, first to last.
  private let places: [Int]
  private let stageCount: Int
  private let statisticsOffset: Int

  /// The segments of a model; nil where nothing is done over the batch.
  ///
  /// - Parameters:
  ///   - model: whose weights and statistics are shared.
  ///   - shards: of the largest batch.
  init?(_ model: Model, shards: Int) {
    guard model.architecture.normalizes || model.loss.comparesExamples else { return nil }
    let shared = model.workspace
    workspaces = Borrowed(
      (0..<shards).map { _ in
        Workspace(
          model.architecture, kernels: model.kernels, tile: Training.shardSize, loss: model.loss,
          trains: true, sharing: shared)
      })
    stageCount = shared.stages.count
    places = (0..<shared.stages.count).filter { index in
      shared.stages.with(index) { $0.stage.normalization != nil }
    }
    statisticsOffset = shared.trainableCount
  }

  /// How many there are.
  var count: Int { places.count + 1 }

  /// The stages of a segment.
  private func stages(_ segment: Int) -> Range<Int> {
    (segment == 0 ? 0 : places[segment - 1])..<(segment < places.count
      ? places[segment] : stageCount)
  }

  /// Passes a shard through a segment, and sums what the next one normalises.
  func forward(_ images: Int, through segment: Int, _ workspace: Workspace, _ pass: TrainingPass) {
    workspace.forward(images, through: stages(segment), pass)
    guard segment < places.count else { return }
    workspace.sumValues(images, at: places[segment])
  }

  /// Passes a shard back through a segment, and sums the gradients of its normalisation.
  ///
  /// - Parameters:
  ///   - images: examples of the shard.
  ///   - workspace: the shard's.
  ///   - segment: which; the segments behind it are done.
  ///   - gradients: the shard's sums.
  func backward(
    _ images: Int, _ workspace: Workspace, through segment: Int,
    into gradients: UnsafeMutablePointer<Float>
  ) {
    // The next segment's normalisation is passed here: its means are known only now.
    let stages = stages(segment)
    let first = segment == 0 ? 0 : stages.lowerBound + 1
    let last = segment < places.count ? stages.upperBound + 1 : stages.upperBound
    workspace.backward(images, through: first..<last, into: gradients)
    if segment > 0 { workspace.sumGradients(images, at: stages.lowerBound) }
  }

  /// Makes the batch's statistics for the segment behind one that all shards have passed.
  ///
  /// - Parameters:
  ///   - segment: the one that was passed.
  ///   - images: examples of the batch.
  ///   - parameters: of the network, the running statistics among them.
  func takeStatistics(behind segment: Int, of images: Int, _ parameters: Buffer<Float>) {
    guard segment < places.count else { return }
    let statistics = parameters.pointer + statisticsOffset
    withSums(at: places[segment], of: images) {
      $0.takeStatistics(of: images * $1, statistics)
    }
  }

  /// Makes the gradients of a segment's normalisation, after all shards have passed back to it.
  ///
  /// - Parameters:
  ///   - segment: the one that was passed.
  ///   - images: examples of the batch.
  ///   - gradients: the first shard's, which have zeros there.
  func averageGradients(
    before segment: Int, of images: Int, into gradients: UnsafeMutablePointer<Float>
  ) {
    guard segment > 0 else { return }
    withSums(at: places[segment - 1], of: images) {
      $0.averageGradients(of: images * $1, into: gradients)
    }
  }

  /// Adds the shards' sums to those of the first.
  private func withSums(at place: Int, of images: Int, _ body: (NormalizationStage, Int) -> Void) {
    let shards = Training.shardCount(images)
    workspaces.with(0) { workspace in
      workspace.withNormalization(at: place) { first in
        for shard in 1..<max(shards, 1) {
          workspaces.with(shard) { other in
            other.withNormalization(at: place) { first.addSums(of: $0) }
          }
        }
        body(first, workspace.passes(of: place))
      }
    }
  }
}
