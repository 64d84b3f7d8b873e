import Images
import Testing

@testable import Datasets

@Suite("Contact sheets")
struct SheetTests {
  /// Two classes; images of 2 × 3 pixels that are all of one grey.
  static let set = ImageSet(
    name: "greys", rows: 2, columns: 3,
    pixels: [10, 200, 30].flatMap { [UInt8](repeating: $0, count: 6) }, labels: [1, 0, 1],
    classCount: 2)

  @Test("Classes are rows and images columns, with lines between and black where none is left")
  func layout() {
    let sheet = ContactSheet(of: Self.set, columns: 2, scale: 2)
    #expect(sheet.width == 15)
    #expect(sheet.height == 11)
    let at = { (x: Int, y: Int) -> UInt8 in sheet.pixels[y * sheet.width + x] }
    let images = [at(1, 1), at(6, 4), at(8, 1), at(1, 6), at(8, 6)]
    #expect(images == [200, 200, 0, 10, 30])
    let lines = [at(0, 0), at(7, 1), at(1, 5), at(14, 10)]
    #expect(lines == [64, 64, 64, 64])
  }

  @Test("A PNG file has the right chunks, checksums and pixels")
  func png() throws {
    let sheet = ContactSheet(of: Self.set, columns: 2, scale: 1)
    let bytes = sheet.png()
    #expect(bytes.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    let chunks = Self.chunks(bytes)
    #expect(chunks.map(\.kind) == ["IHDR", "IDAT", "IEND"])
    #expect(chunks.allSatisfy { $0.isIntact })
    #expect(chunks[0].content == [0, 0, 0, 9, 0, 0, 0, 7, 8, 0, 0, 0, 0])
    let lines = (0..<7).flatMap { [0] + sheet.pixels[$0 * 9..<($0 + 1) * 9] }
    let deflated = Array(chunks[1].content.dropFirst(2).dropLast(4))
    let unpacked = try Gzip.inflate(
      TestFiles.gzip(deflated: deflated, content: lines), atMost: 1000, file: "IDAT")
    #expect(unpacked.ended)
    #expect(unpacked.content == lines)
  }

  private static func chunks(
    _ bytes: [UInt8]
  ) -> [(kind: String, content: [UInt8], isIntact: Bool)] {
    var chunks: [(kind: String, content: [UInt8], isIntact: Bool)] = []
    var place = 8
    while place + 12 <= bytes.count {
      let size = word(bytes, place)
      let body = Array(bytes[place + 4..<place + 8 + size])
      chunks.append(
        (
          String(decoding: body.prefix(4), as: UTF8.self), Array(body.dropFirst(4)),
          word(bytes, place + 8 + size) == Int(TestFiles.checksum(body))
        ))
      place += 12 + size
    }
    return chunks
  }

  private static func word(_ bytes: [UInt8], _ place: Int) -> Int {
    bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  @Test("Plain text has shades and no escapes; coloured text has half blocks")
  func terminal() {
    let plain = TerminalSheet(of: Self.set, width: 9, colour: false)
    #expect(plain.lines == ["0  ▒░", "1       "])
    let colour = TerminalSheet(of: Self.set, width: 9, colour: true)
    #expect(colour.lines.count == 2)
    #expect(colour.lines[0].hasPrefix("0  \u{1B}[38;5;250;48;5;16m▀"))
    #expect(colour.lines[0].hasSuffix("\u{1B}[0m"))
  }

  @Test(
    "As many images stand side by side as the width holds", arguments: [(80, 5), (10, 1), (140, 9)])
  func width(width: Int, count: Int) {
    let set = Strokes.images(120, of: .test, seed: 1)
    let sheet = TerminalSheet(of: set, width: width, colour: false)
    #expect(sheet.lines.count == 70)
    #expect(sheet.lines.allSatisfy { $0.count == 3 + count * 15 - 1 })
  }
}
