import Network
import Testing

@testable import Pretext

@Suite("Two, four and eight rotations")
struct RotationCountTests {
  private func task(
    _ changes: [(String, PretextValue)], pixels: [UInt8] = Array(1...9), side: Int = 3
  ) throws -> RotationSource {
    try TaskFixture.task(
      RotationSource.self, changes, on: TaskFixture.images(pixels, rows: side, columns: side))
  }

  private func isNear(_ values: [Float], _ expected: [Float]) -> Bool {
    values.count == expected.count
      && zip(values, expected).allSatisfy { abs($0 - $1) < 1e-3 }
  }

  /// `numpy.rot90`.
  private func quarterTurn(_ image: [Float], side: Int) -> [Float] {
    (0..<(side * side)).map { place in
      let (row, column) = (place / side, place % side)
      return image[column * side + side - 1 - row]
    }
  }

  private func mirrored<Value>(_ image: [Value], side: Int) -> [Value] {
    (0..<(side * side)).map { place in
      let (row, column) = (place / side, place % side)
      return image[row * side + side - 1 - column]
    }
  }

  @Test("By default there are four quarter turns, as without options")
  func four() throws {
    let task = try task([])
    let plain = RotationSourceTests.source(Array(1...9), images: 0..<1, size: 3)
    #expect(task.count == 4)
    for index in 0..<4 {
      #expect(TaskFixture.values(task, index) == TaskFixture.values(plain, index))
      #expect(task.label(index) == index)
      #expect(task.caption(of: index) == plain.caption(of: index))
    }
    #expect((0..<4).map(task.caption) == ["0°", "90°", "180°", "270°"])
  }

  @Test("Two rotations are upright and upside down")
  func two() throws {
    let task = try task([("rotations", .wholeNumber(2))])
    #expect(task.count == 2)
    #expect(TaskFixture.values(task, 0) == [1, 2, 3, 4, 5, 6, 7, 8, 9])
    #expect(TaskFixture.values(task, 1) == [9, 8, 7, 6, 5, 4, 3, 2, 1])
    #expect((0..<2).map(task.caption) == ["0°", "180°"])
  }

  @Test("The even ones of eight rotations are the quarter turns, bit for bit")
  func quarterTurns() throws {
    let task = try task([("rotations", .wholeNumber(8))])
    #expect(task.count == 8)
    #expect((0..<8).map(task.label) == Array(0..<8))
    #expect((0..<8).map(task.caption)[5] == "225°")
    #expect(TaskFixture.values(task, 0) == [1, 2, 3, 4, 5, 6, 7, 8, 9])
    #expect(TaskFixture.values(task, 2) == [3, 6, 9, 2, 5, 8, 1, 4, 7])
    #expect(TaskFixture.values(task, 4) == [9, 8, 7, 6, 5, 4, 3, 2, 1])
    #expect(TaskFixture.values(task, 6) == [7, 4, 1, 8, 5, 2, 9, 6, 3])
  }

  /// By hand. A numbered 3 × 3 is 5 + 3y + x at row y and column x from its centre, and interpolation is
  /// exact where all four neighbours are inside. Counter-clockwise by 45°, the place (y, x) shows what was
  /// at ((x + y) / √2, (x − y) / √2). The corner (−1, −1) shows (−√2, 0), which is √2 − 1 of the way from
  /// the 2 to black; (−1, 1) shows (0, √2), from the 6; (1, −1) from the 4, (1, 1) from the 8.
  @Test("A numbered 3×3 turned by 45° is interpolated linearly, black outside")
  func eighth() throws {
    let task = try task([("rotations", .wholeNumber(8))])
    let half = Float(0.5).squareRoot()
    let inner = 2 - Float(2).squareRoot()
    #expect(
      isNear(
        TaskFixture.values(task, 1),
        [
          2 * inner, 5 - 2 * half, 6 * inner,
          5 - 4 * half, 5, 5 + 4 * half,
          4 * inner, 5 + 2 * half, 8 * inner,
        ]))
  }

  @Test("An eighth and a quarter make three eighths", arguments: [1, 3, 5])
  func composition(eighths: Int) throws {
    let noise = TaskFixture.noise(1, side: 8)
    let task = try TaskFixture.task(
      RotationSource.self, [("rotations", .wholeNumber(8))], on: noise)
    let turned = TaskFixture.values(task, eighths)
    // numpy.rot90
    #expect(isNear(TaskFixture.values(task, eighths + 2), quarterTurn(turned, side: 8)))
  }

  @Test("Tilted, every copy is a quarter turn of the one before the last, and none is sharp")
  func tilted() throws {
    let noise = TaskFixture.noise(1, side: 8)
    let task = try TaskFixture.task(
      RotationSource.self, [("rotations", .wholeNumber(8)), ("tilt", .flag(true))], on: noise)
    let plain = try TaskFixture.task(
      RotationSource.self, [("rotations", .wholeNumber(8))], on: noise)
    for copy in 0..<8 {
      let turned = TaskFixture.values(task, copy)
      let again = TaskFixture.values(task, (copy + 2) % 8)
      #expect(isNear(again, quarterTurn(turned, side: 8)))
      for other in 0..<8 { #expect(turned != TaskFixture.values(plain, other)) }
    }
    #expect((0..<3).map(task.caption) == ["22.5°", "67.5°", "112.5°"])
  }

  /// A turn by −22.5° of a mirrored image is the mirrored turn by 22.5°: the same weights.
  @Test("Tilted copies 45° apart are interpolated with the same weights, mirrored")
  func tiltedWeights() throws {
    let side = 7
    let pixels = (0..<(side * side)).map { UInt8($0 * $0 % 251) }
    let changes: [(String, PretextValue)] = [("rotations", .wholeNumber(8)), ("tilt", .flag(true))]
    let first = TaskFixture.values(try task(changes, pixels: pixels, side: side), 0)
    // 337.5°, the last of the eight, is a turn by −22.5°.
    let last = TaskFixture.values(
      try task(changes, pixels: mirrored(pixels, side: side), side: side), 7)
    #expect(isNear(last, mirrored(first, side: side)))
  }

  @Test("A white image within the circle is white in every rotation, and black outside")
  func circle() throws {
    let side = 9
    let white = [UInt8](repeating: 255, count: side * side)
    let task = try task(
      [("rotations", .wholeNumber(8)), ("circle", .flag(true))], pixels: white, side: side)
    let upright = TaskFixture.values(task, 0)
    for row in 0..<side {
      for column in 0..<side {
        let (y, x) = (row - 4, column - 4)
        #expect(upright[row * side + column] == (y * y + x * x > 16 ? 0 : 255))
      }
    }
    for copy in 1..<8 {
      let values = TaskFixture.values(task, copy)
      #expect(zip(values, upright).allSatisfy { abs($0 - $1) < 0.01 })
    }
  }

  @Test("Without the circle, the odd eighths lose corners: a shortcut")
  func corners() throws {
    let white = [UInt8](repeating: 255, count: 81)
    let task = try task([("rotations", .wholeNumber(8))], pixels: white, side: 9)
    #expect(TaskFixture.values(task, 2).allSatisfy { $0 == 255 })
    #expect(TaskFixture.values(task, 1)[0] == 0)
  }

  @Test("Other numbers of rotations and a tilt of quarter turns are refused with a remedy")
  func errors() throws {
    let expected = PretextError(of: "rotations", "3 is none of 2, 4 and 8; use one of these")
    #expect(throws: expected) { try task([("rotations", .wholeNumber(3))]) }
    #expect(
      throws: PretextError(
        of: "tilt", "4 rotations only move pixels; leave it out or use 8 rotations")
    ) { try task([("tilt", .flag(true))]) }
    #expect(
      throws: PretextError(
        "images of 3×4×1 are not square, and a quarter turn must keep the shape")
    ) {
      try TaskFixture.task(
        RotationSource.self, on: TaskFixture.images(Array(1...12), rows: 3, columns: 4))
    }
  }
}
