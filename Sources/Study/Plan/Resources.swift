public import Datasets
import Images
import Network

/// What a plan's runs need beside time; estimates for people.
public enum Resources {
  /// Bytes of the record of a run: its weights, and a byte a prediction; what the log adds is small.
  ///
  /// - Parameters:
  ///   - run: of the plan.
  ///   - plan: the plan.
  /// - Returns: bytes in the store.
  public static func disk(_ run: Run, of plan: Plan) -> Int {
    switch run.kind {
    case .pretraining: 4 * (plan.networks.pretext?.parameterCount ?? 0)
    case .downstream(let arm, _):
      4 * trained(arm, plan).parameterCount
        + plan.study.tests.reduce(0) { $0 + $1.images.count }
    }
  }

  /// Bytes of memory at most: the images, the features of frozen encoders that are kept, and for every
  /// run at a time the weights with their gradients and moments.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - dataset: its data.
  ///   - jobs: runs at a time.
  /// - Returns: bytes.
  public static func memory(_ plan: Plan, dataset: Dataset, jobs: Int) -> Int {
    let images = dataset.training.pixels.count + dataset.test.pixels.count
    let largest =
      plan.runs.map { run in
        switch run.kind {
        case .pretraining: plan.networks.pretext?.parameterCount ?? 0
        case .downstream(let arm, _): trained(arm, plan).parameterCount
        }
      }.max() ?? 0
    // Weights in two layouts, two gradients, two moments, the best weights so far.
    return images + features(plan) + jobs * 7 * 4 * largest
  }

  /// One repetition's labelled and test images, seen by the pretrained encoder and the random one.
  private static func features(_ plan: Plan) -> Int {
    let frozen = plan.study.arms.filter { $0.encoder == .frozen }
    let encoders = Set(frozen.map(\.weights)).count
    let largest = plan.study.labels.last ?? 0
    let labelled =
      frozen.map { arm in
        arm.training.augmentation == nil ? largest : arm.training.validationCount(of: largest)
      }.max() ?? 0
    let count = labelled + plan.study.tests.reduce(0) { $0 + $1.images.count }
    return encoders * count * 4 * plan.networks.encoder.output.count
  }

  private static func trained(_ arm: Arm, _ plan: Plan) -> Architecture {
    arm.encoder == .trained ? plan.networks.classifier : plan.networks.head
  }
}
