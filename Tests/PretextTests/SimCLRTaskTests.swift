import Network
import Random
import Testing

@testable import Pretext

@Suite("SimCLR")
struct SimCLRTaskTests {
  private static let off: [(String, PretextValue)] = [
    ("crop", .number(1)), ("turn", .number(0)), ("brightness", .number(0)),
    ("contrast", .number(0)), ("saturation", .number(0)), ("hue", .number(0)), ("grey", .number(0)),
  ]

  private func task(
    _ changes: [(String, PretextValue)], on images: PretextImages, seed: UInt64 = 1
  ) throws -> SimCLRTask {
    try TaskFixture.task(SimCLRTask.self, changes, on: images, seed: seed)
  }

  @Test("With everything off both views are the image, bit for bit", arguments: [1, 3])
  func off(channels: Int) throws {
    let scale = PixelValues(
      .unit, mean: [0.5, 0.4, 0.3].prefix(channels).map { $0 },
      deviation: [0.2, 0.3, 0.4].prefix(channels).map { $0 })
    let images = TaskFixture.noise(6, side: 11, channels: channels, scale: scale)
    var task = try task(Self.off, on: images)
    task.begin(epoch: 1)
    #expect(task.count == 6)
    #expect(task.branches == 2)
    let table = scale.table(channels: channels)
    for image in 0..<12 {
      let first = image / 2 * images.shape.count
      let bytes = images.pixels[first..<(first + images.shape.count)]
      let expected = bytes.enumerated().map { table[$0.offset % channels * 256 + Int($0.element)] }
      #expect(TaskFixture.values(task, image) == expected)
    }
  }

  @Test(
    "Everything that is on makes the two views differ",
    arguments: [
      ("crop", .number(0.5)), ("turn", .number(15)), ("brightness", .number(0.4)),
      ("contrast", .number(0.4)), ("saturation", .number(0.4)), ("hue", .number(36)),
      ("blur", .number(1)), ("noise", .number(0.2)),
    ] as [(String, PretextValue)])
  func on(name: String, value: PretextValue) throws {
    let images = TaskFixture.noise(6, side: 11, channels: 3)
    let plain = try task(Self.off, on: images)
    let task = try task(Self.off + [(name, value)], on: images)
    for example in 0..<6 {
      let (first, second) = (
        TaskFixture.values(task, 2 * example), TaskFixture.values(task, 2 * example + 1)
      )
      #expect(first != second)
      #expect(first != TaskFixture.values(plain, 2 * example))
      #expect(first.allSatisfy { $0 >= -1e-6 && $0 <= 1 + 1e-6 })
    }
  }

  @Test("Mirrored views have left and right exchanged, every other time")
  func flips() throws {
    let images = TaskFixture.noise(100, side: 5)
    let plain = try task(Self.off, on: images)
    let task = try task(Self.off + [("flip", .flag(true))], on: images)
    var mirrored = 0
    for image in 0..<200 {
      let (now, then) = (TaskFixture.values(task, image), TaskFixture.values(plain, image))
      guard now != then else { continue }
      mirrored += 1
      let rows = (0..<5).map { then[(5 * $0)..<(5 * $0 + 5)] }
      #expect(now == rows.flatMap { $0.reversed() })
    }
    #expect(mirrored > 70 && mirrored < 130)
  }

  /// By hand: a 4 × 4 image of 10 × row + column, cut to the upper left quarter. Its pixels are half a
  /// pixel apart, from −0.25 on: the first one is a quarter outside, where black is.
  @Test("A quarter of an image is shown at the image's size, interpolated")
  func quarter() {
    let pixels = (0..<4).flatMap { row in (0..<4).map { UInt8(10 * row + $0) } }
    var frame = ViewFrame(Shape(rows: 4, columns: 4, channels: 1))
    frame.cut(rows: 0.5, columns: 0.5, down: 0, right: 0)
    #expect(frame.origin(row: 0, column: 0) == (-0.25, -0.25))
    #expect(frame.origin(row: 3, column: 2) == (1.25, 0.75))
    let images = TaskFixture.images(pixels, rows: 4, columns: 4)
    var values = [Float](repeating: 0, count: 16)
    values.withUnsafeMutableBufferPointer { values in
      guard let start = values.baseAddress else { return }
      images.read(at: 0) { $0.write(frame, to: start, rowStride: 4) }
    }
    // At (0.25, 0.25), and at (1.25, 0.75).
    #expect(values[5] == 2.75)
    #expect(values[14] == 13.25)
    // At (−0.25, 0.25): three quarters of 0.25.
    #expect(values[1] == 0.1875)
  }

  @Test("A part at the lower right ends with the image")
  func corner() {
    var frame = ViewFrame(Shape(rows: 4, columns: 6, channels: 1))
    frame.cut(rows: 0.5, columns: 0.5, down: 1, right: 1)
    #expect(frame.origin(row: 3, column: 5) == (3.25, 5.25))
    #expect(frame.origin(row: 0, column: 0) == (1.75, 2.75))
    frame.isMirrored = true
    #expect(frame.origin(row: 0, column: 0) == (1.75, 5.25))
  }

  @Test("The temperature is the answer's")
  func layout() throws {
    let settings = try TaskFixture.settings(SimCLRTask.options, [("temperature", .number(0.25))])
    let subject = PretextSubject(shape: Shape(rows: 28, columns: 28, channels: 1), classCount: 10)
    #expect(
      try SimCLRTask.layout(settings, on: subject)
        == PretextLayout(
          input: subject.shape, branches: 2, answer: .embedding(temperature: 0.25)))
  }
}
