import Datasets
import Downstream
import Network
import Pretext

/// What decides the weights of a pretraining, and nothing else: its canonical JSON names the record.
struct PretrainingSpecification: Encodable {
  let kind = "pretraining"
  let engineVersion = Engine.version
  let seed: String
  let data: [DataFile]
  let pixels: PixelValues
  let input: [Int]
  let images: ImageRange
  let encoder: [LayerSpecification]
  let head: [LayerSpecification]
  let task: String
  /// The options that are not at their defaults, by name; nil where all are.
  let options: [String: PretextValue]?
  let firstImageLast: Bool
  /// Only where it is not told by `training.shuffle`.
  let order: PretextSpecification.Order?
  let training: TrainingSpecification
}

/// What decides the result of a downstream run: its canonical JSON names the record.
///
/// Names of studies and arms are left out, so that the same run is made once whatever it is called.
struct DownstreamSpecification: Encodable {
  /// Where the encoder's first weights come from; whose pretraining it is tells its record.
  enum FirstWeights: String, Encodable {
    case random
    case pretext
  }

  let kind = "downstream"
  let engineVersion = Engine.version
  let seed: String
  let data: [DataFile]
  let pixels: PixelValues
  let input: [Int]
  let images: ImageRange
  let subset: SubsetRule
  let labels: Int
  let tests: [TestSet]
  let encoder: [LayerSpecification]
  let head: [LayerSpecification]
  let weights: FirstWeights
  let encoderUse: Arm.EncoderUse
  /// Nil where all of a trained encoder is trained.
  let trainFrom: Int?
  /// Nil where neighbours vote.
  let training: TrainingSpecification?
  let neighbours: Int?
  let pseudoLabels: PseudoLabelSpecification?
  /// The images without labels that pseudo-labels are given to.
  let unlabelled: ImageRange?
  /// Nil for classification.
  let task: DownstreamTask?
  /// The seed of what a task makes of images; nil for classification.
  let sceneSeed: String?
  /// The record of the pretraining whose weights are the first ones.
  let pretraining: Digest?
}

/// What decides the result of a learner's run, as far as the harness can tell: its canonical JSON names the
/// record.
struct LearnerRunSpecification: Encodable {
  let kind = "learner"
  let engineVersion = Engine.version
  let format = LearnerRequest.currentFormat
  let seed: String
  let data: [DataFile]
  let input: [Int]
  let images: ImageRange
  let subset: SubsetRule
  let labels: Int
  let unlabelled: ImageRange
  let tests: [TestSet]
  let budget: LearnerRequest.Budget
  let command: [String]
  let files: [DataFile]
}
