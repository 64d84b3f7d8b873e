import Network
import Pretext
import Random

/// The pretext task of mirror images: every image as it is and mirrored; the network is asked which of
/// the two it sees. Digits have a direction of writing, so that one can tell.
///
/// Example 2i is image i, example 2i + 1 its mirror image. With `copies` 1 it is drawn in every pass which
/// of the two is shown.
///
/// Shortcuts: none that we know of; a mirror only moves pixels.
struct MirrorTask: PretextTask {
  static let name = "mirror"
  static let summary = "was the image mirrored?"
  static let options = [
    PretextOption("copies", .wholeNumber(1...2, default: 2), "examples of an image in a pass")
  ]

  private var images: PretextImages
  private let copies: Int
  private let sides: RandomStreams

  // What the network sees and is asked. All that can be wrong with options or images is said here.
  static func layout(
    _ settings: PretextSettings, on subject: PretextSubject
  ) throws(PretextError) -> PretextLayout {
    guard subject.shape.columns > 1 else {
      throw PretextError("an image of 1 column is its own mirror image; use wider ones")
    }
    return PretextLayout(
      input: subject.shape, copies: settings.wholeNumber("copies"), answer: .classes(2))
  }

  init(
    _ settings: PretextSettings, on images: PretextImages, seed: UInt64
  ) throws(PretextError) {
    copies = try Self.layout(settings, on: images.subject).copies
    sides = RandomStreams(seed: seed, purpose: "pretext/mirror/side")
    self.images = images
  }

  var shape: Shape { images.shape }
  var count: Int { images.count * copies }
  mutating func begin(epoch: Int) { images.begin(epoch: epoch) }
  func caption(of label: Int) -> String { label == 0 ? "as it is" : "mirrored" }

  func label(_ index: Int) -> Int {
    guard copies == 1 else { return index % 2 }
    // The same whenever it is asked for in this pass, whatever was drawn before.
    var stream = images.draws(sides, at: index)
    return stream.integer(below: 2)
  }

  func write(_ image: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    images.write(at: image / copies, to: target, rowStride: rowStride)
    guard label(image) == 1 else { return }
    for row in 0..<shape.rows {
      let first = target + row * rowStride
      for column in 0..<(shape.columns / 2) {
        for channel in 0..<shape.channels {
          let left = column * shape.channels + channel
          let right = (shape.columns - 1 - column) * shape.channels + channel
          (first[left], first[right]) = (first[right], first[left])
        }
      }
    }
  }
}
