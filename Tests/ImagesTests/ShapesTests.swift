import Random
import Testing

@testable import Images

@Suite("Coloured shapes")
struct ShapesTests {
  @Test("An image does not depend on how many are drawn")
  func independence() {
    let few = Shapes.images(13, of: .test, seed: 5)
    let many = Shapes.images(40, of: .test, seed: 5)
    #expect(Array(many.pixels.prefix(few.pixels.count)) == few.pixels)
    #expect(Array(many.labels.prefix(13)) == few.labels)
    #expect(Shapes.image(12, of: .test, seed: 5).pixels == Array(few.image(12)))
  }

  @Test("Every block of ten images has each class once, not always in the same order")
  func balance() {
    let labels = Shapes.images(50, of: .training, seed: 1).labels
    let blocks = stride(from: 0, to: 50, by: 10).map { Array(labels[$0..<$0 + 10]) }
    #expect(blocks.allSatisfy { $0.sorted() == Array(0..<10) })
    #expect(Set(blocks).count == 5)
  }

  @Test("Seeds, parts and indices give different images")
  func variety() {
    let sets = [
      Shapes.images(100, of: .training, seed: 1), Shapes.images(100, of: .test, seed: 1),
      Shapes.images(100, of: .training, seed: 2),
    ]
    let images = sets.flatMap { set in (0..<100).map { Array(set.image($0)) } }
    #expect(Set(images).count == 300)
  }

  /// The mean of a row over many images, red and blue.
  private static func balance(_ set: ImageSet, row: Int) -> (red: Double, blue: Double) {
    var (red, blue) = (0, 0)
    for index in 0..<set.count {
      let image = set.image(index)
      for column in 0..<28 {
        let place = image.startIndex + (row * 28 + column) * 3
        red += Int(image[place])
        blue += Int(image[place + 2])
      }
    }
    let count = Double(28 * set.count)
    return (Double(red) / count, Double(blue) / count)
  }

  @Test("Above it is blue, below it is not: colours go with places")
  func landscape() {
    let set = Shapes.images(300, of: .training, seed: 3)
    let above = Self.balance(set, row: 0)
    let below = Self.balance(set, row: 27)
    #expect(above.blue > above.red + 50)
    #expect(below.blue < below.red + 10)
  }

  @Test("Every shape is seen in grey: what is drawn differs from the same landscape without it")
  func contrast() {
    for index in 0..<200 {
      var stream = RandomStream(seed: 4, purpose: "test", index: UInt64(index))
      let scene = Scene(Figure.all[index % 10], &stream)
      var copy = RandomStream(seed: 4, purpose: "test", index: UInt64(index))
      let landscape = Landscape(&copy)
      var seen = 0
      for row in 0..<28 {
        for column in 0..<28 {
          let point = SIMD2(Float(column) + 0.5, Float(row) + 0.5)
          let gap =
            scene.colour(at: point, grain: 0, chance: 255).luma - landscape.colour(at: point).luma
          if abs(gap) > 0.12 { seen += 1 }
        }
      }
      #expect(seen >= 20, "image \(index)")
    }
  }

  @Test("Classes have names of their own")
  func names() {
    let names = (0..<Shapes.classCount).map(Shapes.className)
    #expect(Set(names).count == 10 && Figure.all.count == 10)
    #expect(names[0] == "disc" && names[6] == "star")
  }
}

@Suite("Outlines")
struct OutlineTests {
  private static let square = Outline.polygon([[-1, -1], [1, -1], [1, 1], [-1, 1]])

  /// By hand.
  @Test(
    "Distances are those of geometry, below 0 inside",
    arguments: [
      (.disc, [0.6, 0.8], 0), (.disc, [0, 0], -1), (.disc, [3, 4], 4),
      (.ring(inner: 0.5), [0, 0], 0.5), (.ring(inner: 0.5), [0.75, 0], -0.25),
      (.crescent(radius: 1, aside: [1, 0]), [-0.5, 0], -0.5),
      (.crescent(radius: 1, aside: [1, 0]), [0.5, 0], 0.5),
      (square, [0, 0.25], -0.75), (square, [0, 3], 2), (square, [4, 5], 5), (square, [1, 0], 0),
    ] as [(Outline, SIMD2<Float>, Float)])
  func distances(outline: Outline, point: SIMD2<Float>, distance: Float) {
    #expect(abs(outline.distance(point) - distance) < 1e-6)
  }

  @Test("A polygon is the same either way round")
  func orientation() {
    let back = Outline.polygon([[-1, 1], [1, 1], [1, -1], [-1, -1]])
    for place in 0..<100 {
      let point = SIMD2(Float(place % 10) * 0.37 - 1.6, Float(place / 10) * 0.41 - 1.9)
      #expect(abs(back.distance(point) - Self.square.distance(point)) < 1e-6)
    }
  }

  @Test("No outline reaches further than 1.25")
  func reach() {
    for figure in Figure.all {
      for place in 0..<10_000 {
        let point = SIMD2(Float(place % 100) * 0.04 - 2, Float(place / 100) * 0.04 - 2)
        let square = point.x * point.x + point.y * point.y
        if square > 1.25 * 1.25 { #expect(figure.outline.distance(point) > 0, "\(figure.name)") }
      }
    }
  }
}
