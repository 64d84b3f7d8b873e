import Random
import Testing

@testable import Network

@Suite("Augmentation")
struct AugmentationTests {
  static let shape = Shape(rows: 3, columns: 4, channels: 2)
  /// Every byte tells its place: row × 40 + column × 10 + channel + 1.
  static let pixels: [UInt8] = (0..<24).map { place in
    let (row, column, channel) = (place / 8, place / 2 % 4, place % 2)
    return UInt8(row * 40 + column * 10 + channel + 1)
  }

  private func written(
    _ placement: Placement, _ shape: Shape = shape, _ pixels: [UInt8] = pixels, gap: Int = 2
  ) -> [Float] {
    let stride = shape.columns * shape.channels + gap
    var target = [Float](repeating: -1, count: shape.rows * stride)
    let table = PixelValues.raw.table(channels: shape.channels)
    target.withUnsafeMutableBufferPointer { target in
      if let base = target.baseAddress {
        writeImage(
          pixels, shape: shape, placement: placement, table: table, to: base, rowStride: stride)
      }
    }
    return (0..<shape.rows).flatMap { row in
      #expect(target[(row * stride + stride - gap)..<((row + 1) * stride)].allSatisfy { $0 == -1 })
      return target[(row * stride)..<(row * stride + stride - gap)]
    }
  }

  @Test("An image as it is")
  func plain() { #expect(written(Placement()) == Self.pixels.map { Float($0) }) }

  @Test("A window moved down and to the right, black outside")
  func moved() {
    var placement = Placement()
    placement.down = 1
    placement.right = 2
    #expect(
      written(placement) == [
        61, 62, 71, 72, 0, 0, 0, 0, 101, 102, 111, 112, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
      ])
    placement.down = -2
    placement.right = -1
    #expect(
      written(placement) == [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 11, 12, 21, 22,
      ])
  }

  @Test("A mirror exchanges left and right after the cut")
  func mirrored() {
    var placement = Placement()
    placement.flips = true
    #expect(Array(written(placement).prefix(8)) == [31, 32, 21, 22, 11, 12, 1, 2])
    placement.right = 1
    #expect(Array(written(placement).prefix(8)) == [0, 0, 31, 32, 21, 22, 11, 12])
  }

  /// What a placement means, one step after the other: cut, mirrored, turned.
  private func stepByStep(_ placement: Placement, _ image: [[UInt8]]) -> [[UInt8]] {
    let size = image.count
    var result = (0..<size).map { row in
      (0..<size).map { column -> UInt8 in
        let (y, x) = (row + placement.down, column + placement.right)
        return (0..<size).contains(y) && (0..<size).contains(x) ? image[y][x] : 0
      }
    }
    if placement.flips { result = result.map { $0.reversed() } }
    for _ in 0..<placement.turns {
      // numpy.rot90: the last column becomes the first row.
      let old = result
      result = (0..<size).map { row in (0..<size).map { old[$0][size - 1 - row] } }
    }
    return result
  }

  @Test("Cut, mirror and turn in this order, whatever they are", arguments: 0..<4, [false, true])
  func order(turns: Int, flips: Bool) {
    let image = (0..<4).map { row in (0..<4).map { UInt8(row * 4 + $0 + 1) } }
    for down in -2...2 {
      for right in -2...2 {
        var placement = Placement()
        (placement.down, placement.right) = (down, right)
        (placement.flips, placement.turns) = (flips, turns)
        let found = written(
          placement, Shape(rows: 4, columns: 4, channels: 1), image.flatMap { $0 })
        #expect(found == stepByStep(placement, image).flatMap { $0 }.map { Float($0) })
      }
    }
  }

  @Test("Draws depend on seed, purpose, epoch and image, and on nothing else")
  func draws() {
    let both = Augmentation(crop: 4, flips: true)
    let first = Augmenter(both, seed: 1, purpose: "downstream")
    let forwards = (0..<200).map { first.placement(of: $0, epoch: 3) }
    let backwards = (0..<200).reversed().map { first.placement(of: $0, epoch: 3) }
    #expect(forwards == backwards.reversed())
    for other in [
      Augmenter(both, seed: 2, purpose: "downstream"), Augmenter(both, seed: 1, purpose: "pretext"),
    ] {
      #expect((0..<200).map { other.placement(of: $0, epoch: 3) } != forwards)
    }
    #expect((0..<200).map { first.placement(of: $0, epoch: 4) } != forwards)
    // What is not asked for moves nothing else.
    let crops = Augmenter(Augmentation(crop: 4, flips: false), seed: 1, purpose: "downstream")
    for (index, placement) in forwards.enumerated() {
      let alone = crops.placement(of: index, epoch: 3)
      #expect(alone.down == placement.down && alone.right == placement.right && !alone.flips)
    }
  }

  @Test("Every place and both sides come up, each about as often")
  func uniform() {
    let augmenter = Augmenter(Augmentation(crop: 1, flips: true), seed: 5, purpose: "x")
    let all = (0..<9000).map { augmenter.placement(of: $0, epoch: 1) }
    for down in -1...1 {
      for right in -1...1 {
        // 1,000 expected, the standard deviation is 30.
        let count = all.count { $0.down == down && $0.right == right }
        #expect((850...1150).contains(count))
      }
    }
    #expect((4250...4750).contains(all.count { $0.flips }))
    #expect(all.allSatisfy { $0.turns == 0 })
  }

  @Test("A source draws anew in every epoch of a training, and not where it is measured")
  func epochs() {
    var source = ImageSource(
      pixels: Self.pixels, labels: [0], indices: [0], shape: Self.shape, scale: .raw,
      augmenter: Augmenter(Augmentation(crop: 2, flips: true), seed: 1, purpose: "x"))
    func values() -> [Float] {
      var target = [Float](repeating: 0, count: 24)
      target.withUnsafeMutableBufferPointer { target in
        if let base = target.baseAddress { source.write(0, to: base, rowStride: 8) }
      }
      return target
    }
    let seen = (1...20).map { epoch in
      source.begin(epoch: epoch)
      return values()
    }
    #expect(Set(seen).count > 5)
    source.begin(epoch: 7)
    #expect(values() == seen[6])
  }

  @Test("Values less a mean, divided by a deviation, channel by channel, rounded once")
  func normalised() {
    let values = PixelValues(.unit, mean: [0.5, 0.25], deviation: [0.25, 0.125])
    let table = values.table(channels: 2)
    #expect(table.count == 512)
    #expect(table[0] == -2 && table[255] == 2)
    #expect(table[256] == -2 && table[511] == 6)
    #expect(table[100] == Float((100.0 / 255 - 0.5) / 0.25))
    let raw = PixelValues(.raw, mean: [100, 0], deviation: [2, 4]).table(channels: 2)
    #expect(raw[110] == 5 && raw[256 + 8] == 2)
  }

  @Test("A training tells its source of every epoch")
  func trainer() throws {
    let source = EpochSource()
    let model = try Model.random(Architecture(input: source.shape, layers: [.dense(units: 2)]))
    let training = Training(
      optimizer: .sgd(learningRate: 0.1, momentum: 0), batchSize: 2, shuffles: false,
      length: .epochs(3))
    var trainer = Trainer<EpochSource, ListSource>(model, on: source, training: training)
    let log = try trainer.run()
    // Both train on class 1 in the first epoch; in the second, only this source changes its mind.
    let fixed = try Model.random(Architecture(input: source.shape, layers: [.dense(units: 2)]))
    let list = ListSource(
      shape: source.shape, images: [[1], [2]], labels: [1, 1])
    var other = Trainer<ListSource, ListSource>(fixed, on: list, training: training)
    let plain = try other.run()
    #expect(log.measurements[0].loss == plain.measurements[0].loss)
    #expect(log.measurements[1].loss != plain.measurements[1].loss)
  }
}

/// Two examples whose class is the parity of the epoch.
private struct EpochSource: ExampleSource {
  var epoch = 0
  let count = 2
  let shape = Shape(rows: 1, columns: 1, channels: 1)

  mutating func begin(epoch: Int) { self.epoch = epoch }
  func write(_ index: Int, to target: UnsafeMutablePointer<Float>, rowStride: Int) {
    target[0] = Float(index + 1)
  }
  func label(_ index: Int) -> Int { epoch % 2 }
}
