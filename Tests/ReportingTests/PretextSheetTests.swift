import Foundation
import Images
import Network
import Pretext
import Testing

@testable import Reporting

@Suite("Sheets of pretext tasks")
struct PretextSheetTests {
  /// Two images of 4 × 4 pixels: 0 to 150 by tens, and 100 more.
  private static let small = ImageSet(
    name: "small", rows: 4, columns: 4,
    pixels: (0..<16).map { UInt8(10 * $0) } + (0..<16).map { UInt8(100 + 10 * $0) },
    labels: [0, 1], classCount: 2)

  private static let digits = Strokes.images(6, of: .training, seed: 1)

  private func sheet(
    _ task: any PretextTask.Type, on set: ImageSet = small, count: Int = 2,
    scale: PixelValues = .unit, answers: [[Float]]? = nil
  ) throws -> PretextSheet {
    try PretextSheet(
      task, PretextSettings(task.options), on: set, 0..<count, known: 0..<set.count, scale: scale,
      seed: 1, answers: { _ in answers })
  }

  @Test("An example has the images that the network sees, turned back into bytes, and its class")
  func classes() throws {
    let sheet = try sheet(QuartersTask.self)
    #expect(sheet.examples.count == 4 && sheet.copies == 2 && sheet.gridColumns == 2)
    let first = sheet.examples[0]
    #expect(
      first.inputs.map(\.shape)
        == [Shape](repeating: Shape(rows: 2, columns: 2, channels: 1), count: 4))
    #expect(first.inputs[0].pixels == [0, 10, 40, 50])
    #expect(first.inputs[1].pixels == [20, 30, 60, 70])
    #expect(first.inputs[2].pixels == [80, 90, 120, 130])
    #expect(first.target == .words("in order", label: 0) && first.answer == nil)
    let swapped = sheet.examples[1]
    #expect(swapped.inputs[0].pixels == [80, 90, 120, 130])
    #expect(swapped.words.map(\.text) == ["swapped"])
  }

  @Test("Whatever the scale of the values, the bytes are those of the images")
  func scales() throws {
    for scale in [
      PixelValues.unit, .raw, PixelValues(.unit, mean: [0.4], deviation: [0.3]),
      PixelValues(.raw, mean: [90], deviation: [50]),
    ] {
      let first = try #require(try sheet(QuartersTask.self, scale: scale).examples.first)
      #expect(first.inputs[0].pixels == [0, 10, 40, 50])
    }
  }

  @Test("An answer is the class of the largest output, marked right or wrong")
  func answers() throws {
    let sheet = try sheet(
      QuartersTask.self, answers: [[2, 1], [3, -1], [0, 0.5], [0.1, 0.2]])
    #expect(
      sheet.examples.map { $0.words.map(\.text) } == [
        ["in order", "✓ in order"], ["swapped", "✗ in order"], ["in order", "✗ swapped"],
        ["swapped", "✓ swapped"],
      ])
    #expect(sheet.examples.map { $0.words[1].isRight } == [true, false, false, true])
  }

  @Test("A task that asks for an image has the input, the target, and the network's image")
  func images() throws {
    let answer = [Float](repeating: 0.2, count: 15) + [2]
    let sheet = try sheet(DarkTask.self, answers: [answer, answer])
    let first = sheet.examples[0]
    #expect(first.inputs[0].pixels.prefix(4) == [0, 5, 10, 15])
    #expect(first.pictures.map(\.title) == ["target", "network"])
    #expect(first.pictures[0].image.pixels.prefix(4) == [0, 10, 20, 30])
    #expect(first.pictures[1].image.pixels.suffix(2) == [51, 255])
    #expect(first.words.isEmpty)
  }

  @Test("Where examples are compared there is neither a target nor an answer")
  func embedding() throws {
    let first = try #require(
      try sheet(ViewsTask.self, answers: [[1, 2], [3, 4]]).examples.first)
    #expect(first.inputs.count == 2 && first.target == nil && first.answer == nil)
  }

  @Test("Values far beyond black and white are shown on a scale of all images; others are cut off")
  func stretching() throws {
    let bytes = ByteValues(.unit)
    let shape = Shape(rows: 1, columns: 4, channels: 1)
    #expect(bytes.range(of: [[0, 1, -0.2, 1.2]], shape) == nil)
    let range = try #require(bytes.range(of: [[-1, 1, 0, 0.5], [0, 0, 0, 0]], shape))
    #expect(range == -255...255)
    #expect(bytes.image([-1, 1, 0, 0.5], shape, range: range).pixels == [0, 255, 128, 191])
    #expect(bytes.image([0, 0, 0, 0], shape, range: range).pixels == [128, 128, 128, 128])
    #expect(bytes.image([-1, 1.5, 0, .nan], shape).pixels == [0, 255, 0, 0])
    #expect(bytes.range(of: [[3, 3, 3, 3]], shape) == nil)
  }

  @Test("In a terminal the copies of an image begin a line of their own, with captions below")
  func terminal() throws {
    let sheet = try sheet(QuartersTask.self, answers: [[2, 1], [3, -1], [0, 0.5], [0.1, 0.2]])
    #expect(
      sheet.lines(width: 40, colour: false) == [
        "   ░░       ▒▒ ▓▓", "", "▒▒ ▓▓          ░░", "in order    swapped",
        "✓ in order  ✗ in order", "", "▓▓ ▓▓       ██ ██", "", "██ ██       ▓▓ ▓▓",
        "in order    swapped", "✗ swapped   ✓ swapped",
      ])
  }

  @Test("A narrow terminal has one example beside the other less, and no line is wider than it")
  func narrow() throws {
    let sheet = try sheet(RotationSource.self, on: Self.digits, count: 2)
    for width in [20, 40, 80, 200] {
      let lines = sheet.lines(width: width, colour: false)
      #expect(lines.allSatisfy { $0.count <= max(14, width) }, "\(width)")
      #expect(lines.filter { $0.contains("270°") }.count == 2)
    }
    #expect(sheet.lines(width: 80, colour: false).filter { $0.contains("0°  ") }.count == 2)
    #expect(sheet.lines(width: 80, colour: true).contains { $0.contains("\u{1B}[38;5;") })
  }

  @Test("Titles stand over input, target and answer")
  func titles() throws {
    let sheet = try sheet(
      DarkTask.self, on: Self.digits, count: 2,
      answers: [[Float]](repeating: [Float](repeating: 0.5, count: 784), count: 2))
    let lines = sheet.lines(width: 100, colour: false)
    #expect(
      lines[0]
        == "input          target         network         input          target         network")
  }

  @Test(
    "Every kind of task can be drawn: the picture is as wide as its images and has its words",
    arguments: [
      QuartersTask.self, DarkTask.self, ViewsTask.self, RotationSource.self,
    ] as [any PretextTask.Type])
  func drawing(task: any PretextTask.Type) throws {
    let outputs = task.name == "dark" ? 784 : 4
    let examples = try sheet(task, on: Self.digits, count: 5).examples.count
    let answers = (0..<examples).map { index in
      (0..<outputs).map { Float(($0 + index) % 3) / 2 }
    }
    let sheet = try sheet(task, on: Self.digits, count: 5, answers: answers)
    let canvas = sheet.canvas
    #expect(canvas.width <= 760)
    let figure = Figure(name: "sheet", alternative: "", caption: "")
    let drawn = try #require(
      try Gnuplot(environment: GnuplotTests.plain).draw([
        Picture(
          figure: figure, width: canvas.width, height: canvas.height, script: canvas.script)
      ]).first)
    let parsed = XMLText(drawn.svg)
    #expect(parsed.error == nil)
    let texts = parsed.texts.map { $0.trimmingCharacters(in: .whitespaces) }
    for example in sheet.examples {
      for word in example.words { #expect(texts.contains(word.text)) }
      for picture in example.pictures { #expect(texts.contains(picture.title)) }
    }
  }

  @Test("The same examples give the same PNG")
  func png() throws {
    let gnuplot = try Gnuplot(environment: GnuplotTests.plain)
    let sheet = try sheet(RotationSource.self, on: Self.digits)
    let first = try sheet.png(gnuplot)
    #expect(first.prefix(4) == Data([0x89, 0x50, 0x4E, 0x47]))
    #expect(try sheet.png(gnuplot) == first)
  }
}
