public import Network

/// A task that labels itself: what a network sees of unlabelled images, and what it is asked.
///
/// A task is the source of its own examples. Every one of them is over the same encoder, so that they
/// compare: an image of `layout.input` goes through the encoder, and what comes out of an example's
/// images through the task's head.
///
/// What is drawn at random is a function of the seed, the task's name, the epoch and the image; where a
/// task is measured, no epoch begins, so that its examples stay the same.
public protocol PretextTask: ExampleSource {
  /// The name in protocols, such as `jigsaw`.
  static var name: String { get }
  /// What the network is asked, in a few words.
  static var summary: String { get }
  /// What a protocol may say of it, anti-shortcut measures among them. A default never changes: records
  /// do not mention options at their defaults.
  static var options: [PretextOption] { get }
  /// Whether the images' labels are looked at: only controls do, and a pretext's record then names the
  /// labels' file, too.
  static var usesLabels: Bool { get }

  /// What the task asks of the networks.
  ///
  /// - Parameters:
  ///   - settings: of `options`, complete.
  ///   - subject: what is known of the images.
  /// - Returns: shapes of inputs and answers.
  /// - Throws: `PretextError` where the task does not fit the images.
  static func layout(
    _ settings: PretextSettings, on subject: PretextSubject
  ) throws(PretextError) -> PretextLayout

  /// The task on some images.
  ///
  /// - Parameters:
  ///   - settings: of `options`, complete.
  ///   - images: which images, and in which order.
  ///   - seed: the repetition's seed.
  /// - Throws: `PretextError` where the task does not fit the images.
  init(
    _ settings: PretextSettings, on images: PretextImages, seed: UInt64
  ) throws(PretextError)

  /// What a class means to a person, such as `90°`.
  ///
  /// - Parameter label: a class, from 0.
  /// - Returns: a few words.
  func caption(of label: Int) -> String

  /// Writes the answer of whoever learned nothing: what a network has to be better than.
  ///
  /// Only for answers that are images or classes of pixels; others have chance.
  ///
  /// - Parameters:
  ///   - index: 0 ..< count.
  ///   - values: as many as the target's.
  func writeTrivialAnswer(_ index: Int, to values: UnsafeMutablePointer<Float>)

  /// Marks what of an example's target the network does not see.
  ///
  /// - Parameters:
  ///   - index: 0 ..< count.
  ///   - mask: one byte a value of the target, 0 before; set to 1 where it is hidden.
  /// - Returns: whether the task hides anything.
  func markHidden(_ index: Int, in mask: UnsafeMutablePointer<UInt8>) -> Bool

  /// The picture that an answer stands for, for answers that are images or classes of pixels.
  ///
  /// - Parameters:
  ///   - answer: the network's outputs for the example, or its target's values.
  ///   - isTarget: whether `answer` is the target: for classes of pixels one class a pixel instead of
  ///     one output a class.
  ///   - index: 0 ..< count.
  /// - Returns: **shape** (rows × columns × channels) of `subject.shape`, bytes; empty where an answer is
  ///   no image.
  func picture(of answer: [Float], isTarget: Bool, at index: Int) -> [UInt8]
}

extension PretextTask {
  /// No labels.
  public static var usesLabels: Bool { false }

  /// The class's number.
  public func caption(of label: Int) -> String { "\(label)" }

  /// Does nothing.
  public func writeTrivialAnswer(_ index: Int, to values: UnsafeMutablePointer<Float>) {}

  /// Nothing is hidden.
  public func markHidden(_ index: Int, in mask: UnsafeMutablePointer<UInt8>) -> Bool { false }

  /// No picture.
  public func picture(of answer: [Float], isTarget: Bool, at index: Int) -> [UInt8] { [] }
}
