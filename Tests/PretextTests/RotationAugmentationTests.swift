import Network
import Random
import Testing

@testable import Pretext

@Suite("Rotations of augmented images")
struct RotationAugmentationTests {
  private static let size = 5
  private static let count = 12
  private static let pixels: [UInt8] = (0..<(count * size * size)).map {
    UInt8(truncatingIfNeeded: $0 &* 37 &+ 1)
  }

  private func source(shuffles: Bool, augments: Bool = true) -> RotationSource {
    RotationSource(
      pixels: Self.pixels, images: 0..<Self.count,
      shape: Shape(rows: Self.size, columns: Self.size, channels: 1), scale: .raw,
      firstImageLast: false,
      shuffling: shuffles ? RandomStream(seed: 3, purpose: "order/pretext") : nil,
      augmenter: augments
        ? Augmenter(Augmentation(crop: 1, flips: true), seed: 3, purpose: "pretext") : nil)
  }

  private func values(_ source: RotationSource, _ index: Int) -> [[Float]] {
    var target = [Float](repeating: 0, count: Self.size * Self.size)
    target.withUnsafeMutableBufferPointer { target in
      if let base = target.baseAddress { source.write(index, to: base, rowStride: Self.size) }
    }
    return (0..<Self.size).map { Array(target[($0 * Self.size)..<(($0 + 1) * Self.size)]) }
  }

  /// `numpy.rot90`.
  private func turned(_ image: [[Float]]) -> [[Float]] {
    (0..<Self.size).map { row in image.map { $0[Self.size - 1 - row] } }
  }

  @Test("All four copies are turns of one cut of the image", arguments: [false, true])
  func copies(shuffles: Bool) {
    var source = source(shuffles: shuffles)
    for epoch in 1...3 {
      source.begin(epoch: epoch)
      for image in 0..<Self.count {
        let upright = values(source, 4 * image)
        #expect(values(source, 4 * image + 1) == turned(upright))
        #expect(values(source, 4 * image + 2) == turned(turned(upright)))
        #expect(values(source, 4 * image + 3) == turned(turned(turned(upright))))
        #expect((0..<4).map { source.label(4 * image + $0) } == [0, 1, 2, 3])
      }
    }
  }

  @Test("Images are shuffled anew in every epoch, their copies next to each other")
  func shuffled() {
    var source = source(shuffles: true, augments: false)
    var orders: [[Int]] = []
    for epoch in 1...3 {
      source.begin(epoch: epoch)
      let order = (0..<(4 * Self.count)).map { source.image(of: $0) }
      for image in 0..<Self.count { #expect(Set(order[(4 * image)..<(4 * image + 4)]).count == 1) }
      #expect(Set(order) == Set(0..<Self.count))
      orders.append(order)
    }
    #expect(Set(orders).count == 3)
    #expect(!orders.contains(Array((0..<Self.count).flatMap { [$0, $0, $0, $0] })))
  }

  @Test("An image's cut does not depend on the order of the images")
  func independent() {
    var sorted = source(shuffles: false)
    var mixed = source(shuffles: true)
    sorted.begin(epoch: 2)
    mixed.begin(epoch: 2)
    for place in 0..<Self.count {
      let image = mixed.image(of: 4 * place)
      #expect(values(mixed, 4 * place) == values(sorted, 4 * image))
    }
  }
}
