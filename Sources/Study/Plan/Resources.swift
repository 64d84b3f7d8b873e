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
    case .pretraining: 4 * parameterCount(run, plan)
    case .downstream:
      4 * parameterCount(run, plan) + plan.study.tests.reduce(0) { $0 + $1.images.count }
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
    let largest = plan.networks.all.map(\.parameterCount).max() ?? 0
    // Weights in two layouts, two gradients, two moments, the best weights so far.
    return images + features(plan) + jobs * 7 * 4 * largest
  }

  /// One repetition's labelled and test images, seen by every encoder of which a part stays as it is.
  private static func features(_ plan: Plan) -> Int {
    let largest = plan.study.labels.last ?? 0
    let tested = plan.study.tests.reduce(0) { $0 + $1.images.count }
    let sizes = plan.networks.downstream.compactMap { own -> Int? in
      guard let arm = plan.study.arm(named: own.arm), !own.frozen.layers.isEmpty else { return nil }
      let labelled =
        arm.training.augmentation == nil ? largest : arm.training.validationCount(of: largest)
      return (labelled + tested) * 4 * own.frozen.output.count
    }
    return sizes.sorted(by: >).prefix(BuiltInExecutor.featureCapacity).reduce(0, +)
  }

  private static func parameterCount(_ run: Run, _ plan: Plan) -> Int {
    switch run.kind {
    case .pretraining(let name): plan.networks.pretext(named: name)?.network.parameterCount ?? 0
    case .downstream(let arm, _, let task):
      plan.networks.downstream(of: arm.name, on: task)?.trained.parameterCount ?? 0
    }
  }
}
