import Testing

@testable import Images

@Suite("The built-in set")
struct StrokesTests {
  @Test("An image does not depend on how many are drawn")
  func independence() {
    let few = Strokes.images(13, of: .test, seed: 5)
    let many = Strokes.images(40, of: .test, seed: 5)
    #expect(Array(many.pixels.prefix(few.pixels.count)) == few.pixels)
    #expect(Array(many.labels.prefix(13)) == few.labels)
    #expect(Strokes.image(12, of: .test, seed: 5).pixels == Array(few.image(12)))
  }

  @Test("Every block of ten images has each class once, not always in the same order")
  func balance() {
    let labels = Strokes.images(50, of: .training, seed: 1).labels
    let blocks = stride(from: 0, to: 50, by: 10).map { Array(labels[$0..<$0 + 10]) }
    #expect(blocks.allSatisfy { $0.sorted() == Array(0..<10) })
    #expect(Set(blocks).count == 5)
  }

  @Test("Seeds, parts and indices give different images")
  func variety() {
    let sets = [
      Strokes.images(100, of: .training, seed: 1), Strokes.images(100, of: .test, seed: 1),
      Strokes.images(100, of: .training, seed: 2),
    ]
    let images = sets.flatMap { set in (0..<100).map { Array(set.image($0)) } }
    #expect(Set(images).count == 300)
  }

  @Test("Every image has ink, and hardly any has more than a touch of it on the border")
  func ink() {
    let set = Strokes.images(500, of: .training, seed: 3)
    var clipped = 0
    for index in 0..<set.count {
      let image = Array(set.image(index))
      let border = (0..<28).flatMap { [image[$0], image[756 + $0]] }
      #expect(image.filter { $0 > 100 }.count >= 10, "image \(index)")
      if border.filter({ $0 > 128 }).count > 7 { clipped += 1 }
    }
    #expect(clipped <= 5)
  }
}

@Suite("Curves")
struct GlyphTests {
  @Test("A curve passes through its points, an open one ends at its last, a closed at its first")
  func points() {
    let open = Glyph([0, 0, 1, 0, 1, 1]).strokes[0]
    let corners = open.polygon { $0 }
    #expect(corners.count == 2 * Glyph.Stroke.pieces + 1)
    #expect(
      stride(from: 0, to: corners.count, by: Glyph.Stroke.pieces).map { corners[$0] } == open.points
    )
    let closed = Glyph([0, 0, 1, 0, 1, 1, 0, 0]).strokes[0]
    #expect(closed.isClosed)
    #expect(closed.polygon { $0 }.first == closed.polygon { $0 }.last)
  }

  @Test("Coverage is full on a line, half at its edge and none beyond")
  func coverage() {
    var canvas = Canvas()
    canvas.line(from: SIMD2(5.5, 10.5), to: SIMD2(20.5, 10.5), reach: 3)
    let column = (8...13).map { canvas.coverage($0 * 28 + 12, radius: 1, softness: 1) }
    #expect(column == [0, 0.5, 1, 0.5, 0, 0])
  }
}
