public import Images
public import Network
public import Pretext

extension PretextSheet {
  /// The examples that a task makes of the first images of a set, as where it is measured: no epoch has
  /// begun.
  ///
  /// - Parameters:
  ///   - type: the task.
  ///   - settings: of its options.
  ///   - set: the images.
  ///   - range: which of them are shown.
  ///   - known: those that the task may learn from beforehand, such as how often a colour occurs.
  ///   - scale: how bytes become values.
  ///   - seed: of what the task draws at random.
  ///   - answers: the outputs of a network for all examples, one array each; nil without a network.
  /// - Throws: `PretextError` where the task does not fit the images, and whatever `answers` throws.
  public init(
    _ type: any PretextTask.Type, _ settings: PretextSettings, on set: ImageSet,
    _ range: Range<Int>, known: Range<Int>, scale: PixelValues, seed: UInt64,
    answers: (any PretextTask) throws -> [[Float]]? = { _ in nil }
  ) throws {
    let subject = PretextSubject(
      shape: Shape(rows: set.rows, columns: set.columns, channels: set.channels),
      classCount: set.classCount)
    let images = PretextImages(
      pixels: set.pixels, labels: set.labels, subject: subject, scale: scale, range: range,
      known: known)
    let task = try type.init(settings, on: images, seed: seed)
    self.init(
      task, layout: try type.layout(settings, on: subject), subject: subject, scale: scale,
      answers: try answers(task))
  }
}
