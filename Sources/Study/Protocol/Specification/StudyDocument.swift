import Downstream
import Network
/// A protocol as it is written, before arms are resolved and the seed list is read.
struct StudyDocument: Decodable {
  struct Pretext: Decodable {
    var name: String?
    var task: PretextTaskSpecification
    var dataset: DatasetSpecification?
    var images: ImageRange?
    var head: [LayerSpecification]
    var order: PretextSpecification.Order
    var firstImageLast: Bool?
    var training: TrainingDocument
  }

  struct ArmDocument: Decodable {
    var name: String
    var weights: Arm.Weights?
    var encoder: Arm.EncoderUse?
    var trainFrom: Int?
    var layers: Int?
    var head: [LayerSpecification]?
    var neighbours: Int?
    var pseudoLabels: PseudoLabelSpecification?
    var learner: LearnerSpecification?
    var training: TrainingDocument?
  }

  var name: String
  var title: String
  var question: String
  var dataset: DatasetSpecification
  var pixels: PixelValues
  var pretextImages: ImageRange?
  var labelledImages: ImageRange
  var allowOverlap: Bool?
  var subset: SubsetRule
  var tests: [TestSet]
  var labels: [Int]
  var seeds: String
  var repetitions: Int
  var encoder: [LayerSpecification]?
  var head: [LayerSpecification]?
  var tasks: [TaskSpecification]?
  var pretexts: [Pretext]?
  var training: TrainingDocument
  var arms: [ArmDocument]
  var analysis: AnalysisSpecification
}

extension StudyDocument {
  /// The study with every override resolved and the seeds of the file that `seeds` names; nil where
  /// the training is incomplete, which the shape check reports.
  func resolved(seedList: [UInt64]) -> Study? {
    guard let training = training.resolved(over: nil) else { return nil }
    return Study(
      name: name, title: title, question: question, dataset: dataset, pixels: pixels,
      pretextImages: pretextImages ?? ImageRange(0, 0), labelledImages: labelledImages,
      allowOverlap: allowOverlap ?? false, subset: subset, tests: tests, labels: labels,
      seeds: seeds, seedList: seedList, repetitions: repetitions, encoder: encoder ?? [],
      head: head ?? [],
      tasks: tasks ?? [TaskSpecification(.classification)],
      pretexts: (pretexts ?? []).compactMap(Self.resolved), training: training,
      arms: arms.compactMap { Self.resolved($0, over: training) }, analysis: analysis)
  }

  private static func resolved(_ pretext: Pretext) -> PretextSpecification? {
    let isShuffled = pretext.order == .shuffled
    guard let training = pretext.training.resolved(over: nil, shuffle: isShuffled) else {
      return nil
    }
    return PretextSpecification(
      name: pretext.name ?? pretext.task.name, task: pretext.task, dataset: pretext.dataset,
      images: pretext.images, head: pretext.head, order: pretext.order,
      firstImageLast: pretext.firstImageLast ?? false, training: training)
  }

  private static func resolved(
    _ arm: ArmDocument, over training: TrainingSpecification
  ) -> Arm? {
    let own = arm.training.map { $0.resolved(over: training) } ?? training
    return own.map {
      Arm(
        name: arm.name, weights: arm.weights ?? .random, encoder: arm.encoder ?? .trained,
        trainFrom: arm.trainFrom,
        layers: arm.layers, head: arm.head, neighbours: arm.neighbours,
        pseudoLabels: arm.pseudoLabels, learner: arm.learner, training: $0)
    }
  }
}

extension StudyDocument {
  /// What is wrong with keys that resolving decides on.
  func faults() -> [(path: JSON5Path, fault: ValueFault)] {
    var faults: [(path: JSON5Path, fault: ValueFault)] = []
    if let fault = training.budgetFault(isComplete: true) {
      faults.append((JSON5Path.root["training"][fault.key], fault.fault))
    }
    for (index, pretext) in (pretexts ?? []).enumerated() {
      let path = JSON5Path.root["pretexts"][index]
      if let fault = pretext.training.budgetFault(isComplete: true) {
        faults.append((path["training"][fault.key], fault.fault))
      }
    }
    if pretexts?.contains(where: { $0.images == nil }) == true, pretextImages == nil {
      faults.append((JSON5Path.root["pretextImages"], .noPretextImages))
    }
    if let arm = arms.first(where: { $0.learner == nil }) {
      for (key, layers) in [("encoder", encoder), ("head", head)] where layers == nil {
        faults.append((JSON5Path.root[key], .noNetwork(key, arm: arm.name)))
      }
    }
    for (index, arm) in arms.enumerated() {
      guard let fault = armFault(arm) else { continue }
      faults.append((JSON5Path.root["arms"][index]["training"][fault.key], fault.fault))
    }
    return faults
  }

  /// An arm may change one budget into the other only as a whole.
  private func armFault(_ arm: ArmDocument) -> (key: String, fault: ValueFault)? {
    guard let own = arm.training else { return nil }
    let switches = own.updates != nil && training.updates == nil
    if let fault = own.budgetFault(isComplete: switches) { return fault }
    guard own.evaluateEvery != nil, own.updates == nil, training.updates == nil else { return nil }
    return ("evaluateEvery", .evaluateEveryWithoutUpdates)
  }
}
