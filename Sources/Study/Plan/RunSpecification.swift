import Datasets
import Network

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
  let task: PretextSpecification.Task
  let firstImageLast: Bool
  /// Only where it is not told by `training.shuffle`.
  let order: PretextSpecification.Order?
  let training: TrainingSpecification
}

/// What decides the result of a downstream run: its canonical JSON names the record.
///
/// Names of studies and arms are left out, so that the same run is made once whatever it is called.
struct DownstreamSpecification: Encodable {
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
  let weights: Arm.Weights
  let encoderUse: Arm.EncoderUse
  let training: TrainingSpecification
  /// The record of the pretraining whose weights are the first ones.
  let pretraining: Digest?
}
