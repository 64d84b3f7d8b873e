/// What a learner is asked: one run, in a JSON file whose path is the last word of its command.
///
/// Labels of test images are in no file that it names.
struct LearnerRequest: Encodable {
  /// Some images: bytes from 0 to 255, **shape** (count × rows × columns), and × channels where they are coloured.
  struct Images: Encodable {
    let count: Int
    /// The path of an `.npy` file.
    let images: String
    /// The path of an `.npy` file of their classes, **shape** (count); nil where they are not told.
    var labels: String?
  }

  /// How much training the study's other arms have. Nothing but the learner itself holds it to it.
  struct Budget: Encodable {
    let batchSize: Int
    let epochs: Int?
    let updates: Int?

    init(_ training: TrainingSpecification) {
      batchSize = training.batchSize
      switch training.budget {
      case .epochs(let count): (epochs, updates) = (count, nil)
      case .updates(let count, _): (epochs, updates) = (nil, count)
      }
    }
  }

  /// The form of requests and answers.
  static let currentFormat = 1

  let format = currentFormat
  /// Where all that is random has to come from.
  let seed: UInt64
  /// How many images have labels.
  let labels: Int
  let classes: Int
  /// Rows, columns, channels.
  let shape: [Int]
  let budget: Budget
  /// Cores that the run may use; the answer must not depend on them.
  let threads: Int
  let labelled: Images
  let unlabelled: Images
  let test: Images
  /// A folder of the run's own, which is removed after it.
  let folder: String
  /// The path at which the answer is expected.
  let answer: String
}
