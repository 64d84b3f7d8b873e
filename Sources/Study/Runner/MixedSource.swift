import Network
import Random

/// Batches of which one half has labels and the other has none: what pseudo-labels are given to.
///
/// A pass is one over the images without labels; those with labels come again and again, each as often as
/// the others, give or take one.
struct MixedSource: ExampleSource {
  private var labelled: ImageSource
  private let unlabelled: ImageSource
  private let batchSize: Int
  private let batches: Int
  private var labelledOrder: RandomStream?
  private var unlabelledOrder: RandomStream?
  /// The labelled images that are still to come before all are shuffled anew.
  private var waiting: [Int] = []
  /// One place a labelled example of the pass.
  private var labelledPlaces: [Int] = []
  private var unlabelledPlaces: [Int]

  /// Two sources of the same shape.
  ///
  /// - Parameters:
  ///   - labelled: at least one image.
  ///   - unlabelled: at least one image; its labels are not looked at.
  ///   - batchSize: images of each in a batch.
  ///   - shuffles: whether both are put in a new order in every pass.
  ///   - seed: the repetition's seed.
  init(
    _ labelled: ImageSource, _ unlabelled: ImageSource, batchSize: Int, shuffles: Bool,
    seed: UInt64
  ) {
    self.labelled = labelled
    self.unlabelled = unlabelled
    self.batchSize = batchSize
    batches = (unlabelled.count + batchSize - 1) / batchSize
    labelledOrder = shuffles ? RandomStream(seed: seed, purpose: "order/downstream") : nil
    unlabelledOrder = shuffles ? RandomStream(seed: seed, purpose: "order/unlabelled") : nil
    unlabelledPlaces = Array(0..<unlabelled.count)
  }

  var count: Int { 2 * batchSize * batches }

  var shape: Shape { labelled.shape }

  mutating func begin(epoch: Int) {
    labelled.begin(epoch: epoch)
    unlabelledOrder?.shuffle(&unlabelledPlaces)
    labelledPlaces.removeAll(keepingCapacity: true)
    while labelledPlaces.count < batches * batchSize {
      if waiting.isEmpty {
        waiting = Array(0..<labelled.count)
        labelledOrder?.shuffle(&waiting)
        waiting.reverse()
      }
      labelledPlaces.append(waiting.removeLast())
    }
  }

  /// The place in its source of an example, and whether it has a label.
  private func place(of index: Int) -> (place: Int, isLabelled: Bool) {
    let (batch, position) = index.quotientAndRemainder(dividingBy: 2 * batchSize)
    guard position >= batchSize else {
      return (labelledPlaces[batch * batchSize + position], true)
    }
    let next = batch * batchSize + position - batchSize
    return (unlabelledPlaces[next % unlabelledPlaces.count], false)
  }

  func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    let (place, isLabelled) = place(of: image)
    if isLabelled {
      labelled.write(place, to: target, rowStride: rowStride)
    } else {
      unlabelled.write(place, to: target, rowStride: rowStride)
    }
  }

  func label(_ index: Int) -> Int {
    let (place, isLabelled) = place(of: index)
    return isLabelled ? labelled.label(place) : -1
  }
}
