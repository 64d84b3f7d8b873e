/// One image's bytes, read at and between its pixels.
struct ByteImage: Equatable {
  let rows: Int
  let columns: Int
  let channels: Int
  /// **Shape** (rows × columns × channels).
  var bytes: [UInt8]

  /// A black image.
  init(rows: Int, columns: Int, channels: Int = 1) {
    self.init(
      rows: rows, columns: columns, channels: channels,
      bytes: [UInt8](repeating: 0, count: rows * columns * channels))
  }

  init(rows: Int, columns: Int, channels: Int = 1, bytes: [UInt8]) {
    precondition(bytes.count == rows * columns * channels, "as many bytes as the shape has")
    self.rows = rows
    self.columns = columns
    self.channels = channels
    self.bytes = bytes
  }

  /// Where a pixel's first byte is.
  func place(_ row: Int, _ column: Int) -> Int { (row * columns + column) * channels }

  /// The byte of a pixel; 0 outside.
  func byte(_ row: Int, _ column: Int, _ channel: Int) -> UInt8 {
    guard row >= 0, row < rows, column >= 0, column < columns else { return 0 }
    return bytes[place(row, column) + channel]
  }

  /// The rounded value at a place between pixels, whose centres are at whole numbers: linear in y and x
  /// between the four pixels around it, with black ones outside.
  func sample(y: Double, x: Double, _ channel: Int) -> UInt8 {
    let (row, column) = (Self.floor(y), Self.floor(x))
    let (down, right) = (y - Double(row), x - Double(column))
    func value(_ row: Int, _ column: Int) -> Double { Double(byte(row, column, channel)) }
    let upper = value(row, column) * (1 - right) + value(row, column + 1) * right
    let lower = value(row + 1, column) * (1 - right) + value(row + 1, column + 1) * right
    return UInt8(upper * (1 - down) + lower * down + 0.5)
  }

  private static func floor(_ value: Double) -> Int {
    let whole = Int(value)
    return Double(whole) > value ? whole - 1 : whole
  }
}

extension ByteImage {
  /// The image with black for every byte below a floor.
  func cleaned(floor: Int) -> ByteImage {
    var image = self
    for place in bytes.indices where Int(bytes[place]) < floor { image.bytes[place] = 0 }
    return image
  }

  /// The image at another size, bilinear, its border continued.
  func scaled(rows: Int, columns: Int) -> ByteImage {
    var image = ByteImage(rows: rows, columns: columns, channels: channels)
    for row in 0..<rows {
      let y = Self.origin(of: row, from: self.rows, to: rows)
      for column in 0..<columns {
        let x = Self.origin(of: column, from: self.columns, to: columns)
        for channel in 0..<channels {
          image.bytes[image.place(row, column) + channel] = sample(y: y, x: x, channel)
        }
      }
    }
    return image
  }

  /// Where the centre of a pixel comes from along one axis: borders lie on borders.
  private static func origin(of place: Int, from old: Int, to new: Int) -> Double {
    let origin = (Double(place) + 0.5) * Double(old) / Double(new) - 0.5
    return min(max(origin, 0), Double(old - 1))
  }

  /// Lays another grey image on this one: of two bytes the brighter is seen.
  mutating func lighten(with other: ByteImage, at target: (row: Int, column: Int)) {
    for row in 0..<other.rows {
      for column in 0..<other.columns {
        let byte = other.bytes[other.place(row, column)]
        let place = place(target.row + row, target.column + column)
        if byte > bytes[place] { bytes[place] = byte }
      }
    }
  }

  /// Where a grey image has ink: one byte a pixel, 1 where it is at least half as bright as the brightest;
  /// 0 everywhere in a black image.
  var ink: [UInt8] {
    let brightest = Int(bytes.max() ?? 0)
    return bytes.map { brightest > 0 && 2 * Int($0) >= brightest ? 1 : 0 }
  }
}
