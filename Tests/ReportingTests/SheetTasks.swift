import Network
import Pretext

/// An image in four quarters, in order or with the halves swapped, of which the network is to tell.
struct QuartersTask: PretextTask {
  static let name = "quarters"
  static let summary = "are the halves swapped?"
  static let options: [PretextOption] = []
  let images: PretextImages

  static func layout(
    _ settings: PretextSettings, on subject: PretextSubject
  ) throws(PretextError) -> PretextLayout {
    let shape = Shape(
      rows: subject.shape.rows / 2, columns: subject.shape.columns / 2,
      channels: subject.shape.channels)
    return PretextLayout(input: shape, branches: 4, copies: 2, answer: .classes(2))
  }

  init(
    _ settings: PretextSettings, on images: PretextImages, seed: UInt64
  ) throws(PretextError) {
    self.images = images
  }

  var count: Int { images.count * 2 }
  var branches: Int { 4 }
  var shape: Shape {
    Shape(
      rows: images.shape.rows / 2, columns: images.shape.columns / 2,
      channels: images.shape.channels)
  }

  func label(_ index: Int) -> Int { index % 2 }

  func caption(of label: Int) -> String { label == 0 ? "in order" : "swapped" }

  func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    let (example, branch) = image.quotientAndRemainder(dividingBy: 4)
    let quarter = label(example) == 0 ? branch : (branch + 2) % 4
    let line = images.shape.columns * images.shape.channels
    var whole = [Float](repeating: 0, count: images.shape.count)
    whole.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      images.write(at: example / 2, to: base, rowStride: line)
    }
    for row in 0..<shape.rows {
      let start = (quarter / 2 * shape.rows + row) * line + quarter % 2 * (line / 2)
      for place in 0..<line / 2 { target[row * rowStride + place] = whole[start + place] }
    }
  }
}

/// An image at half its brightness, of which the network is to make the original.
struct DarkTask: PretextTask {
  static let name = "dark"
  static let summary = "what was it like before it was darkened?"
  static let options = [
    PretextOption("share", .number(0...1, default: 0.5), "how much of the brightness is left")
  ]
  let images: PretextImages
  let share: Float

  static func layout(
    _ settings: PretextSettings, on subject: PretextSubject
  ) throws(PretextError) -> PretextLayout {
    PretextLayout(input: subject.shape, answer: .image(subject.shape))
  }

  init(
    _ settings: PretextSettings, on images: PretextImages, seed: UInt64
  ) throws(PretextError) {
    self.images = images
    share = Float(settings.number("share"))
  }

  var count: Int { images.count }
  var shape: Shape { images.shape }

  func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    images.write(at: image, to: target, rowStride: rowStride)
    for row in 0..<shape.rows {
      for place in 0..<shape.columns * shape.channels { target[row * rowStride + place] *= share }
    }
  }

  func writeTarget(
    _ index: Int, to values: UnsafeMutablePointer<Float>, weights: UnsafeMutablePointer<Float>
  ) {
    images.write(at: index, to: values, rowStride: shape.columns * shape.channels)
  }

  func picture(of answer: [Float], isTarget: Bool, at index: Int) -> [UInt8] {
    answer.map { UInt8(max(0, min(255, $0 * 255)).rounded()) }
  }
}

/// Two views of an image, with nothing to be told of them.
struct ViewsTask: PretextTask {
  static let name = "views"
  static let summary = "which two are of one image?"
  static let options: [PretextOption] = []
  let images: PretextImages

  static func layout(
    _ settings: PretextSettings, on subject: PretextSubject
  ) throws(PretextError) -> PretextLayout {
    PretextLayout(input: subject.shape, branches: 2, answer: .embedding(temperature: 0.5))
  }

  init(
    _ settings: PretextSettings, on images: PretextImages, seed: UInt64
  ) throws(PretextError) {
    self.images = images
  }

  var count: Int { images.count }
  var branches: Int { 2 }
  var shape: Shape { images.shape }

  func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    images.write(at: image / 2, turns: image % 2, to: target, rowStride: rowStride)
  }
}
