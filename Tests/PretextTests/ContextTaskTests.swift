import Network
import Random
import Testing

@testable import Pretext

@Suite("Context")
struct ContextTaskTests {
  /// Nothing but the patches: no place of the grid is drawn where it fills the image.
  private static let plain: [(String, PretextValue)] = [
    ("gap", .wholeNumber(0)), ("jitter", .wholeNumber(0)), ("normalization", .choice("none")),
    ("colours", .choice("keep")),
  ]

  private func task(
    _ changes: [(String, PretextValue)], on images: PretextImages, seed: UInt64 = 1
  ) throws -> ContextTask {
    try TaskFixture.task(ContextTask.self, changes, on: images, seed: seed)
  }

  /// A 6 × 6 image of numbers from 0: the patch at row r and column c of the grid begins with 12r + 2c.
  @Test("The first image is the middle, the second the neighbour of the label, counted by rows")
  func geometry() throws {
    let images = TaskFixture.images(Array(0..<36), rows: 6, columns: 6)
    let task = try task(Self.plain + [("patch", .wholeNumber(2))], on: images)
    #expect(task.count == 8)
    #expect(task.branches == 2)
    #expect(task.shape == Shape(rows: 2, columns: 2, channels: 1))
    #expect((0..<8).map(task.label) == Array(0..<8))
    let corners: [Float] = [0, 2, 4, 12, 16, 24, 26, 28]
    for example in 0..<8 {
      #expect(TaskFixture.values(task, 2 * example) == [14, 15, 20, 21])
      let first = corners[example]
      #expect(
        TaskFixture.values(task, 2 * example + 1) == [first, first + 1, first + 6, first + 7])
    }
    #expect(
      (0..<8).map(task.caption) == [
        "above left", "above", "above right", "left", "right", "below left", "below", "below right",
      ])
  }

  @Test("Between neighbours there is the gap")
  func gap() throws {
    let images = TaskFixture.images(Array(0..<64), rows: 8, columns: 8)
    let task = try task(
      [
        ("patch", .wholeNumber(2)), ("gap", .wholeNumber(1)), ("jitter", .wholeNumber(0)),
        ("normalization", .choice("none")),
      ], on: images)
    #expect(TaskFixture.values(task, 0) == [27, 28, 35, 36])
    #expect(TaskFixture.values(task, 1) == [0, 1, 8, 9])
    #expect(TaskFixture.values(task, 9) == [30, 31, 38, 39])
  }

  @Test("Jittered patches of a grid are at most twice the jitter apart from their places")
  func jitter() throws {
    let images = TaskFixture.noise(40, side: 28)
    var task = try task([("jitter", .wholeNumber(1))], on: images)
    var seen: [Int] = []
    for epoch in 1...3 {
      task.begin(epoch: epoch)
      for place in 0..<40 {
        let corners = (0..<9).map { task.corner(of: $0, at: place) }
        for corner in corners {
          #expect(corner.row >= 0 && corner.row <= 21)
          #expect(corner.column >= 0 && corner.column <= 21)
        }
        for cell in 0..<9 where cell % 3 > 0 {
          let step = corners[cell].column - corners[cell - 1].column
          #expect(abs(step - 9) <= 2)
          seen.append(step)
        }
        for cell in 3..<9 { #expect(abs(corners[cell].row - corners[cell - 3].row - 9) <= 2) }
      }
    }
    #expect(Set(seen) == [7, 8, 9, 10, 11])
  }

  @Test("The grid moves where the image is larger than it")
  func place() throws {
    let images = TaskFixture.noise(60, side: 12)
    let task = try task(Self.plain + [("patch", .wholeNumber(3))], on: images)
    let corners = (0..<60).map { task.corner(of: 0, at: $0) }
    #expect(Set(corners.map(\.row)) == [0, 1, 2, 3])
    #expect(Set(corners.map(\.column)) == [0, 1, 2, 3])
  }

  @Test("With fewer copies an image's neighbours differ, and all of them come")
  func copies() throws {
    let images = TaskFixture.noise(50, side: 28)
    var task = try task([("copies", .wholeNumber(3))], on: images)
    #expect(task.count == 150)
    var counts = [Int](repeating: 0, count: 8)
    for epoch in 1...4 {
      task.begin(epoch: epoch)
      for image in 0..<50 {
        let labels = (0..<3).map { task.label(3 * image + $0) }
        #expect(Set(labels).count == 3)
        for label in labels { counts[label] += 1 }
      }
    }
    // 75 each on average, with a deviation of about 7.
    #expect(counts.allSatisfy { $0 > 40 && $0 < 110 })
    #expect(counts.reduce(0, +) == 600)
  }

  @Test("The second image with fewer copies is the neighbour of its label")
  func copiesAgree() throws {
    let images = TaskFixture.images(Array(0..<36), rows: 6, columns: 6)
    let task = try task(
      Self.plain + [("patch", .wholeNumber(2)), ("copies", .wholeNumber(2))], on: images)
    let corners: [Float] = [0, 2, 4, 12, 16, 24, 26, 28]
    for example in 0..<2 {
      #expect(TaskFixture.values(task, 2 * example + 1)[0] == corners[task.label(example)])
    }
  }

  @Test("By default the mean of every patch is 0")
  func mean() throws {
    let task = try task([], on: TaskFixture.noise(3, side: 28))
    for image in 0..<(2 * task.count) {
      #expect(abs(TaskFixture.values(task, image).reduce(0, +) / 49) < 1e-6)
    }
  }

  @Test("Dropping colours leaves one channel and weak noise, another channel elsewhere")
  func dropping() throws {
    let images = TaskFixture.noise(10, side: 28, channels: 3)
    let changes: [(String, PretextValue)] = [("normalization", .choice("none"))]
    let task = try task(changes, on: images)
    let whole = try self.task(changes + [("colours", .choice("keep"))], on: images)
    var kept: [Int] = []
    for image in 0..<(2 * task.count) {
      let (values, before) = (TaskFixture.values(task, image), TaskFixture.values(whole, image))
      for channel in 0..<3 {
        let now = stride(from: channel, to: values.count, by: 3).map { values[$0] }
        let then = stride(from: channel, to: values.count, by: 3).map { before[$0] }
        if now == then {
          kept.append(channel)
        } else {
          let mean = then.reduce(0, +) / 49
          // The deviation of uniform numbers is 0.29; a hundredth of it, at most √6 times.
          #expect(now.allSatisfy { abs($0 - mean) < 0.01 })
          #expect(Set(now).count > 40)
        }
      }
    }
    #expect(kept.count == 2 * task.count)
    #expect(Set(kept) == [0, 1, 2])
  }

  @Test("Large pixels come in as many patches as wanted")
  func pixelated() throws {
    let images = TaskFixture.noise(100, side: 28)
    let task = try task(
      [("pixelate", .number(0.5)), ("copies", .wholeNumber(1))], on: images)
    let blocky = (0..<200).count { image in
      let values = TaskFixture.values(task, image)
      return values[0] == values[1] && values[0] == values[7]
    }
    #expect(blocky > 70 && blocky < 130)
  }

  @Test("A grid that does not fit the image is refused with a remedy")
  func tooLarge() throws {
    let expected = PretextError(
      of: "patch",
      "three patches of 8 with two gaps and twice the jitter take 30 pixels, more than images of "
        + "28×28×1 have; use smaller ones")
    #expect(throws: expected) {
      try task([("patch", .wholeNumber(8))], on: TaskFixture.noise(1, side: 28))
    }
  }
}
