import Images
import Random
import Testing

@testable import Downstream

@Suite("Scenes on a canvas")
struct CanvasSceneTests {
  private static func stream(_ index: UInt64 = 0) -> RandomStream {
    RandomStream(seed: 3, purpose: "test", index: index)
  }

  @Test("Without clutter and shift a scene is the image")
  func plain() {
    let images = digits(3, of: .training)
    let layout = SceneLayout(canvas: 28, clutter: 0, floor: 0)
    for number in 0..<3 {
      var (first, second) = (Self.stream(), Self.stream())
      let segmented = SegmentationTask(layout).scene(of: number, in: images, &first)
      let task = DetectionTask(layout, smallest: 1, largest: 1)
      let detected = task.scene(of: number, in: images, &second)
      #expect(segmented.picture == images.image(number))
      #expect(detected.picture == images.image(number))
      #expect(segmented.mask == images.image(number).ink)
    }
  }

  @Test("Clutter is made of all images but the digit's own")
  func others() {
    let images = plainImages(5)
    for number in 0..<5 {
      var canvas = ByteImage(rows: 40, columns: 40)
      var stream = Self.stream()
      // Pieces of one pixel, which rarely cover one another: every other image is seen.
      SceneLayout(clutter: 400, pieceSize: 1, floor: 0)
        .strew(&canvas, without: number, from: images, &stream)
      let others = (0..<5).filter { $0 != number }.map { UInt8(10 * $0) }
      #expect(Set(canvas.bytes) == Set([0] + others))
    }
  }

  @Test("A single image has no clutter")
  func single() {
    var canvas = ByteImage(rows: 40, columns: 40)
    var stream = Self.stream()
    SceneLayout(floor: 0).strew(
      &canvas, without: 0, from: plainImages(1, step: 0), &stream)
    #expect(canvas == ByteImage(rows: 40, columns: 40))
  }

  @Test("More clutter moves no digit and darkens nothing")
  func clutter() {
    let images = digits(20, of: .training)
    for number in 0..<20 {
      var streams = [Self.stream(), Self.stream()]
      let bare = SegmentationTask(SceneLayout(clutter: 0))
        .scene(of: number, in: images, &streams[0])
      let full = SegmentationTask(SceneLayout(clutter: 30))
        .scene(of: number, in: images, &streams[1])
      #expect(full.mask == bare.mask)
      #expect(full.picture != bare.picture)
      #expect(zip(full.picture.bytes, bare.picture.bytes).allSatisfy { $0 >= $1 })
    }
  }

  @Test("Places reach every edge of the canvas")
  func places() {
    let layout = SceneLayout(canvas: 30)
    var (rows, columns) = (Set<Int>(), Set<Int>())
    for index in 0..<200 {
      var stream = Self.stream(UInt64(index))
      let place = layout.place(rows: 28, columns: 26, &stream)
      rows.insert(place.row)
      columns.insert(place.column)
    }
    #expect(rows == [0, 1, 2] && columns == [0, 1, 2, 3, 4])
  }

  /// By hand: the brightest byte is 100, so that ink begins at 50.
  @Test("Ink is what is at least half as bright as the brightest byte")
  func ink() {
    let image = ByteImage(rows: 2, columns: 3, bytes: [0, 49, 50, 100, 7, 99])
    #expect(image.ink == [0, 0, 1, 1, 0, 1])
    #expect(image.cleaned(floor: 50).bytes == [0, 0, 50, 100, 0, 99])
    #expect(ByteImage(rows: 1, columns: 2).ink == [0, 0])
    #expect(ByteImage(rows: 1, columns: 2, bytes: [128, 127]).ink == [1, 1])
    #expect(ByteImage(rows: 1, columns: 3, bytes: [255, 128, 127]).ink == [1, 1, 0])
  }

  /// By hand: ink at (1, 1), (1, 3) and (2, 2) of a 4×5.
  @Test("A box is tight")
  func tight() {
    var image = ByteImage(rows: 4, columns: 5)
    for (row, column) in [(1, 1), (1, 3), (2, 2)] { image.bytes[5 * row + column] = 200 }
    image.bytes[0] = 99
    #expect(image.inkBox == PixelBox(rows: 1...2, columns: 1...3))
    #expect(ByteImage(rows: 4, columns: 5).inkBox == PixelBox(rows: 0...3, columns: 0...4))
    let box = Box(image.inkBox.moved(down: 1, right: 4), on: 10)
    #expect(box == Box(centreX: 0.65, centreY: 0.3, width: 0.3, height: 0.2))
  }

  @Test("A scaled digit's box holds its ink and nothing more")
  func scaledBoxes() {
    let images = digits(40, of: .test)
    let task = DetectionTask(SceneLayout(clutter: 0))
    var sizes = Set<Float>()
    for number in 0..<40 {
      var stream = Self.stream(UInt64(number))
      let scene = task.scene(of: number, in: images, &stream)
      #expect(scene.values == Box(scene.picture.inkBox, on: 40).values)
      sizes.insert(scene.values[3])
    }
    #expect(sizes.count > 10)
  }

  /// By hand: 1, 2 at twice the width come from −.25, .25, .75 and 1.25, the outer ones cut to the border.
  @Test("Scaling is bilinear and keeps borders at borders")
  func scaling() {
    let image = ByteImage(rows: 1, columns: 2, bytes: [0, 100])
    #expect(image.scaled(rows: 1, columns: 4).bytes == [0, 25, 75, 100])
    #expect(image.scaled(rows: 2, columns: 1).bytes == [50, 50])
    #expect(ByteImage.numbered().scaled(rows: 3, columns: 3) == .numbered())
  }
}
