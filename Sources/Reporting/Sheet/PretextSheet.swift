public import Network
public import Pretext

/// Examples of a pretext task as a person can look at them: what the network sees, what it is asked, and
/// what it answers.
///
/// It knows nothing of any task but what every task says of itself.
public struct PretextSheet: Sendable {
  /// What an example asks for, or what the network says.
  enum Reply: Equatable, Sendable {
    /// A class.
    case words(String, label: Int)
    case picture(SheetImage)
  }

  /// One example.
  struct Example: Equatable, Sendable {
    /// One image a branch.
    let inputs: [SheetImage]
    /// Nil where examples are compared with one another.
    let target: Reply?
    /// What the network answers; nil without one.
    let answer: Reply?
  }

  /// Image after image, an image's copies next to each other.
  let examples: [Example]
  /// Examples an image.
  let copies: Int
  /// Whether the inputs have values far beyond black and white, and are shown from their least to their
  /// largest one.
  let isStretched: Bool

  /// The examples of a task.
  ///
  /// - Parameters:
  ///   - task: the task on some images; all its examples are shown.
  ///   - layout: what it asks of networks.
  ///   - subject: what is known of the images.
  ///   - scale: how bytes became values.
  ///   - answers: the outputs of a network, one array an example; nil without a network.
  public init(
    _ task: any PretextTask, layout: PretextLayout, subject: PretextSubject, scale: PixelValues,
    answers: [[Float]]? = nil
  ) {
    precondition(answers.map { $0.count == task.count } ?? true, "an answer an example")
    let bytes = ByteValues(scale)
    let inputs = (0..<task.count).map { Self.inputs(of: task, $0) }
    let range = bytes.range(of: inputs.flatMap { $0 }, task.shape)
    isStretched = range != nil
    copies = layout.copies
    examples = inputs.indices.map { index in
      Example(
        inputs: inputs[index].map { bytes.image($0, task.shape, range: range ?? 0...255) },
        target: Self.target(of: task, index, layout.answer, subject.shape),
        answer: answers.flatMap {
          Self.reply(of: task, index, layout.answer, subject.shape, $0[index])
        })
    }
  }
}

extension PretextSheet {
  /// The values of an example's images.
  private static func inputs(of task: any PretextTask, _ index: Int) -> [[Float]] {
    let shape = task.shape
    return (0..<task.branches).map { branch in
      var values = [Float](repeating: 0, count: shape.count)
      values.withUnsafeMutableBufferPointer { target in
        guard let target = target.baseAddress else { return }
        task.write(
          index * task.branches + branch, to: target, rowStride: shape.columns * shape.channels)
      }
      return values
    }
  }

  private static func target(
    of task: any PretextTask, _ index: Int, _ answer: PretextAnswer, _ shape: Shape
  ) -> Reply? {
    let count: Int
    switch answer {
    case .embedding: return nil
    case .classes:
      let label = task.label(index)
      return .words(task.caption(of: label), label: label)
    case .image(let shape): count = shape.count
    case .pixelClasses(let shape): count = shape.rows * shape.columns
    }
    var values = [Float](repeating: 0, count: count)
    var weights = [Float](repeating: 1, count: count)
    values.withUnsafeMutableBufferPointer { values in
      weights.withUnsafeMutableBufferPointer { weights in
        guard let values = values.baseAddress, let weights = weights.baseAddress else { return }
        task.writeTarget(index, to: values, weights: weights)
      }
    }
    return picture(task.picture(of: values, isTarget: true, at: index), shape)
  }

  /// What a network says, of its outputs: the class of the largest one, the first of several.
  private static func reply(
    of task: any PretextTask, _ index: Int, _ answer: PretextAnswer, _ shape: Shape,
    _ outputs: [Float]
  ) -> Reply? {
    switch answer {
    case .embedding: return nil
    case .classes:
      guard let largest = outputs.max(), let label = outputs.firstIndex(of: largest) else {
        return nil
      }
      return .words(task.caption(of: label), label: label)
    case .image, .pixelClasses:
      return picture(task.picture(of: outputs, isTarget: false, at: index), shape)
    }
  }

  /// Nil where the task draws none.
  private static func picture(_ pixels: [UInt8], _ shape: Shape) -> Reply? {
    pixels.count == shape.count ? .picture(SheetImage(shape: shape, pixels: pixels)) : nil
  }
}

extension PretextSheet.Example {
  /// The images behind the inputs, with what is over them.
  var pictures: [(title: String, image: SheetImage)] {
    [("target", target), ("network", answer)].compactMap { title, reply in
      if case .picture(let image) = reply { (title, image) } else { nil }
    }
  }

  /// What stands under the inputs: the class, and what the network takes it for.
  var words: [(text: String, isRight: Bool?)] {
    guard case .words(let text, let label) = target else { return [] }
    guard case .words(let said, let other) = answer else { return [(text, nil)] }
    let isRight = label == other
    return [(text, nil), ("\(isRight ? "✓" : "✗") \(said)", isRight)]
  }
}

extension PretextSheet {
  /// The images that examples have in a row of a grid: as many as rows where that makes a square.
  var gridColumns: Int {
    let count = examples.first?.inputs.count ?? 1
    let side = (1...max(1, count)).first { $0 * $0 >= count } ?? 1
    return side * side == count ? side : count
  }

  /// Examples in lines: as many as fit, or, where an image has copies, each image's in lines of their own
  /// which share them evenly.
  ///
  /// - Parameter fitting: the most examples of a line, at least 1.
  /// - Returns: ranges of examples, in order.
  func lines(fitting: Int) -> [Range<Int>] {
    let group = copies > 1 ? copies : max(1, examples.count)
    let count = copies > 1 ? (copies + fitting - 1) / fitting : 1
    let perLine = copies > 1 ? (copies + count - 1) / count : fitting
    return stride(from: 0, to: examples.count, by: group).flatMap { start in
      let end = min(start + group, examples.count)
      return stride(from: start, to: end, by: perLine).map { $0..<min($0 + perLine, end) }
    }
  }
}
