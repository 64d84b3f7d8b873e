import Downstream
import Network
import Pretext
import Testing

@testable import Study

/// The tiny study with every registered pretext task that grey images allow, an arm of every kind, and
/// every downstream task.
enum EveryTaskStudy {
  static func change(_ study: inout Study) throws {
    let subject = try #require(study.dataset.subject)
    let known = try #require(study.pretexts.first)
    // The last half of the images is held out, so that what is measured on it is in the records, too.
    var training = known.training
    training.validationFraction = 0.5
    study.encoder =
      study.encoder + [
        .batchNormalization(
          .init(momentum: 0.9, epsilon: 1e-3, activation: .none))
      ]
    study.pretexts = PretextRegistry.builtIn.tasks.compactMap { task in
      let settings = PretextSettings(task.options)
      guard let layout = try? task.layout(settings, on: subject) else { return nil }
      var pretext = known
      pretext.name = task.name
      pretext.task = PretextTaskSpecification(task.name)
      pretext.head = head(layout)
      pretext.training = training
      return pretext
    }
    try arms(&study)
  }

  /// One layer that answers, whatever is asked.
  private static func head(_ layout: PretextLayout) -> [LayerSpecification] {
    switch layout.answer {
    case .classes(let count):
      [layout.branches > 1 ? .join : .flatten, .dense(.init(units: count, activation: .none))]
    case .embedding: [.flatten, .dense(.init(units: 6, activation: .none))]
    case .image(let shape), .pixelClasses(let shape):
      [
        .convolution(
          .init(
            filters: 16 * shape.channels, kernel: 3, stride: 1, padding: .same, activation: .none)),
        .depthToSpace(.init(factor: 4)),
      ]
    }
  }

  private static func arms(_ study: inout Study) throws {
    let (trained, frozen) = (study.arms[0], study.arms[1])
    func arm(_ base: Arm, _ name: String, _ change: (inout Arm) -> Void) -> Arm {
      var arm = base
      arm.name = name
      change(&arm)
      return arm
    }
    study.arms =
      [
        trained,
        arm(frozen, "raw") { ($0.weights, $0.layers) = (.random, 0) },
        arm(frozen, "knn") { $0.neighbours = 3 },
        arm(frozen, "first-layer") { $0.layers = 1 },
        arm(trained, "top") { ($0.weights, $0.trainFrom) = (.pretext("rotation"), 2) },
        arm(trained, "pseudo-label") {
          $0.pseudoLabels = PseudoLabelSpecification(threshold: 0.2, weight: 1, rampUp: 3)
        },
        arm(frozen, "hidden") {
          $0.head = [
            .flatten, .dense(.init(units: 5, activation: .relu)),
            .dense(.init(units: 10, activation: .none)),
          ]
        },
      ]
      + study.pretexts.flatMap { pretext in
        [
          arm(frozen, pretext.name + "-frozen") { $0.weights = .pretext(pretext.name) },
          arm(trained, pretext.name + "-finetuned") { $0.weights = .pretext(pretext.name) },
        ]
      }
  }

  /// The downstream tasks; arms that classify only are left out.
  static func tasks(_ study: inout Study) throws {
    try change(&study)
    // One head for all: on features of one size, and of classes alone where neighbours vote.
    study.arms.removeAll { $0.pseudoLabels != nil || $0.head != nil || $0.layers != nil }
    study.arms = Array(study.arms.prefix(6))
    let layout = SceneLayout(canvas: 32, clutter: 3)
    study.tasks = [
      TaskSpecification(.classification),
      TaskSpecification(
        .regression(RegressionTask(.slant)),
        head: [.flatten, .dense(.init(units: 1, activation: .none))]),
      TaskSpecification(
        .segmentation(SegmentationTask(layout)),
        head: [
          .convolution(
            .init(filters: 32, kernel: 3, stride: 1, padding: .same, activation: .none)),
          .depthToSpace(.init(factor: 4)),
        ]),
      TaskSpecification(
        .detection(DetectionTask(layout, smallest: 0.6, largest: 1)),
        head: [.flatten, .dense(.init(units: 14, activation: .none))]),
    ]
  }
}
