public import Images

/// The first images of every class side by side, one class a row.
public struct ContactSheet: Sendable, Equatable {
  /// The width in pixels.
  public let width: Int
  /// The height in pixels.
  public let height: Int
  /// The values of a pixel: 1 for grey, 3 for colour.
  public let channels: Int
  /// The sheet, **shape** (height × width × channels), in the images' own colours.
  public let pixels: [UInt8]

  /// The grey of the lines between the images.
  static let gap: UInt8 = 64

  /// Lays out a sheet.
  ///
  /// An image of neither 1 nor 3 channels is shown by its first. Where a class has fewer images than the row, the
  /// rest of the row stays black.
  ///
  /// - Parameters:
  ///   - set: the images.
  ///   - columns: the images of a row, at least 1.
  ///   - scale: the sheet's pixels for each of an image's, on a side; at least 1.
  public init(of set: ImageSet, columns: Int = 20, scale: Int = 2) {
    precondition(columns > 0 && scale > 0, "a sheet has columns and a scale")
    let cell = (rows: set.rows * scale + 1, columns: set.columns * scale + 1)
    width = columns * cell.columns + 1
    height = set.classCount * cell.rows + 1
    let channels = set.channels == 3 ? 3 : 1
    self.channels = channels
    var sheet = [UInt8](repeating: Self.gap, count: width * height * channels)
    for (row, chosen) in set.firstOfEachClass(columns).enumerated() {
      for column in 0..<columns {
        let image = column < chosen.count ? set.image(chosen[column]) : nil
        for y in 0..<set.rows * scale {
          let start = (row * cell.rows + 1 + y) * width + column * cell.columns + 1
          for x in 0..<set.columns * scale {
            let place = ((y / scale) * set.columns + x / scale) * set.channels
            for channel in 0..<channels {
              sheet[(start + x) * channels + channel] =
                image.map { $0[$0.startIndex + place + channel] } ?? 0
            }
          }
        }
      }
    }
    pixels = sheet
  }

  /// The sheet as a PNG file.
  ///
  /// - Returns: the bytes of the file.
  public func png() -> [UInt8] {
    PNG.encode(pixels, width: width, channels: channels)
  }
}

extension ImageSet {
  /// The first images of each class, in class order.
  ///
  /// - Parameter limit: the most images of a class.
  /// - Returns: `classCount` lists of indices, each ascending.
  public func firstOfEachClass(_ limit: Int) -> [[Int]] {
    var chosen = [[Int]](repeating: [], count: classCount)
    for (index, label) in labels.enumerated() where chosen[Int(label)].count < limit {
      chosen[Int(label)].append(index)
    }
    return chosen
  }
}
