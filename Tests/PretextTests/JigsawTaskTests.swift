import Network
import Random
import Testing

@testable import Pretext

@Suite("Jigsaw")
struct JigsawTaskTests {
  private static let plain: [(String, PretextValue)] = [
    ("normalization", .choice("none")), ("shift", .wholeNumber(0)), ("grey", .number(0)),
  ]

  private func task(
    _ changes: [(String, PretextValue)], on images: PretextImages, seed: UInt64 = 1
  ) throws -> JigsawTask {
    try TaskFixture.task(JigsawTask.self, changes, on: images, seed: seed)
  }

  @Test("Tiles as large as cells, put back in their order, are the image", arguments: [1, 3])
  func together(channels: Int) throws {
    let images = TaskFixture.noise(5, side: 9, channels: channels, scale: .raw)
    var task = try task(Self.plain + [("tile", .wholeNumber(3))], on: images)
    task.begin(epoch: 1)
    #expect(task.count == 20)
    #expect(task.branches == 9)
    let set = PermutationSet(count: 30)
    for example in 0..<20 {
      var whole = [Float](repeating: -1, count: images.shape.count)
      for place in 0..<9 {
        let cell = set.tile(at: place, of: task.label(example))
        let tile = TaskFixture.values(task, 9 * example + place)
        for row in 0..<3 {
          let start = ((cell / 3 * 3 + row) * 9 + cell % 3 * 3) * channels
          whole.replaceSubrange(
            start..<(start + 3 * channels),
            with: tile[(row * 3 * channels)..<((row + 1) * 3 * channels)])
        }
      }
      let number = images.number(at: example / 4)
      let bytes = images.pixels[(number * images.shape.count)..<((number + 1) * images.shape.count)]
      #expect(whole == bytes.map { Float($0) })
    }
  }

  @Test("A tile lies in its cell, anywhere in it")
  func gaps() throws {
    let images = TaskFixture.noise(60, side: 28)
    let task = try task([], on: images)
    var places: Set<[Int]> = []
    for example in 0..<240 {
      for cell in 0..<9 {
        let corner = task.corner(of: cell, of: example)
        let (down, right) = (corner.row - cell / 3 * 9, corner.column - cell % 3 * 9)
        #expect(down >= 0 && down <= 2 && right >= 0 && right <= 2)
        places.insert([down, right])
      }
    }
    #expect(places.count == 9)
  }

  @Test("Without gaps a tile is in the middle of its cell")
  func even() throws {
    let task = try task([("gaps", .flag(false))], on: TaskFixture.noise(1, side: 29))
    // Cells of 9, one pixel to the left of them and one to the right.
    #expect(task.corner(of: 0, of: 0) == (2, 2))
    #expect(task.corner(of: 5, of: 3) == (11, 20))
  }

  @Test("Every order comes, about as often as the others")
  func orders() throws {
    let task = try task(
      [("permutations", .wholeNumber(5))], on: TaskFixture.noise(250, side: 28))
    var counts = [Int](repeating: 0, count: 5)
    for example in 0..<task.count { counts[task.label(example)] += 1 }
    #expect(counts.allSatisfy { $0 > 140 && $0 < 260 })
  }

  @Test("By default every tile has mean 0 and deviation 1")
  func normalized() throws {
    let task = try task([], on: TaskFixture.noise(2, side: 28))
    for image in 0..<(9 * task.count) {
      var values = TaskFixture.values(task, image)
      let shape = task.shape
      values.withUnsafeMutableBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return }
        let patch = PatchValues(values: start, shape: shape, rowStride: shape.columns)
        #expect(abs(patch.mean(of: 0)) < 1e-5)
        #expect(abs(patch.deviation(of: 0, from: 0) - 1) < 1e-4)
      }
    }
  }

  @Test("Channels move on their own, and never out of the image")
  func shift() throws {
    // A pixel is its row, its column and its row again.
    var pixels: [UInt8] = []
    for row in UInt8(0)..<27 {
      for column in UInt8(0)..<27 { pixels += [row, column, row] }
    }
    let images = TaskFixture.images(pixels, rows: 27, columns: 27, channels: 3)
    let task = try task(
      [
        ("normalization", .choice("none")), ("shift", .wholeNumber(2)), ("grey", .number(0)),
        ("copies", .wholeNumber(64)), ("gaps", .flag(false)),
      ], on: images)
    let set = PermutationSet(count: 30)
    var moves: [Set<Float>] = [[], [], []]
    for image in 0..<(9 * 64) {
      let cell = set.tile(at: image % 9, of: task.label(image / 9))
      let values = TaskFixture.values(task, image)
      let expected = [cell / 3 * 9 + 1, cell % 3 * 9 + 1, cell / 3 * 9 + 1]
      for channel in 0..<3 { moves[channel].insert(values[channel] - Float(expected[channel])) }
      // The last row and column go on from the first: nothing is black that is not.
      #expect(values[6 * 21] == values[0] + 6)
      #expect(values[6 * 3 + 1] == values[1] + 6)
    }
    #expect(moves.allSatisfy { $0 == [-2, -1, 0, 1, 2] })
  }

  @Test("Grey puzzles are grey in all tiles, and about as many as wanted")
  func grey() throws {
    let images = TaskFixture.noise(50, side: 28, channels: 3)
    let task = try task(
      [("normalization", .choice("none")), ("grey", .number(0.3))], on: images)
    let grey = (0..<task.count).count { example in
      let isGrey = (0..<9).map { tile in
        let values = TaskFixture.values(task, 9 * example + tile)
        return (0..<49).allSatisfy { pixel in
          let colour = values[(3 * pixel)..<(3 * pixel + 3)]
          return (colour.max() ?? 1) - (colour.min() ?? 0) < 1e-5
        }
      }
      #expect(Set(isGrey).count == 1)
      return isGrey[0]
    }
    #expect(grey > 35 && grey < 85)
  }

  @Test("Orders are told by the tiles that follow one another")
  func captions() throws {
    let task = try task([], on: TaskFixture.noise(1, side: 28))
    #expect(task.caption(of: 0) == "123 456 789")
    #expect(task.caption(of: 1) == "214 365 897")
  }

  @Test("A tile that is larger than its cell is refused with a remedy")
  func tooLarge() throws {
    let expected = PretextError(
      of: "tile",
      "a tile of 10 does not fit a cell of 9 pixels, a third of images of 28×28×1; use 9 at most")
    #expect(throws: expected) {
      try task([("tile", .wholeNumber(10))], on: TaskFixture.noise(1, side: 28))
    }
  }
}
