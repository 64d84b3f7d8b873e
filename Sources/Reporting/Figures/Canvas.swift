import Statistics

/// A drawing in pixels, from the upper left corner: small images, bars and words.
struct Canvas {
  let width: Int
  let height: Int
  private var setup = PlotScript()
  private var parts: [String] = []
  private var objects = 0

  /// An empty drawing.
  ///
  /// - Parameters:
  ///   - width: in pixels.
  ///   - height: in pixels.
  init(width: Int = 720, height: Int) {
    self.width = width
    self.height = height
    setup.add("unset border; unset tics; unset key; unset colorbox")
    setup.add("set palette model RGB functions gray,gray,gray")
    setup.add("set lmargin at screen 0; set rmargin at screen 1")
    setup.add("set bmargin at screen 0; set tmargin at screen 1")
    setup.add("set xrange [0:\(width)]; set yrange [\(height):0]; set cbrange [0:255]")
  }

  /// Where words stand to their place.
  enum Alignment: String {
    case left, center, right
  }

  /// Words on one line, the middle of which is at a height.
  mutating func write(
    _ text: String, _ x: Double, _ y: Double, _ alignment: Alignment = .left, size: Int = 13,
    color: String = "#000000", limit: Int = 60
  ) {
    setup.add(
      "set label \(PlotScript.quoted(text, limit: limit)) at \(number(x)),\(number(y)) "
        + "\(alignment.rawValue) font ',\(size)' textcolor rgb '\(color)'")
  }

  /// A rectangle.
  mutating func fill(
    _ x: Double, _ y: Double, width: Double, height: Double, color: String, isHatched: Bool = false
  ) {
    objects += 1
    setup.add(
      "set object \(objects) rectangle from \(number(x)),\(number(y)) to "
        + "\(number(x + width)),\(number(y + height)) fc rgb '\(color)' fs "
        + (isHatched ? "pattern 4 border lc rgb '\(color)'" : "solid 1.0 noborder"))
  }

  /// A line.
  mutating func line(
    _ x: Double, _ y: Double, to x2: Double, _ y2: Double, color: String = "#000000",
    lineWidth: Double = 0.8
  ) {
    setup.add(
      "set arrow from \(number(x)),\(number(y)) to \(number(x2)),\(number(y2)) nohead "
        + "lw \(number(lineWidth)) lc rgb '\(color)'")
  }

  /// An image of bytes, its pixels as squares.
  ///
  /// - Parameters:
  ///   - pixels: **shape** (rows × columns × channels), row by row.
  ///   - columns: the pixels of a row.
  ///   - channels: 1 for grey, 3 for colour; of others the first is shown in grey.
  ///   - x: the left edge.
  ///   - y: the upper edge.
  ///   - size: the width, in pixels of the drawing.
  mutating func image(
    _ pixels: [UInt8], columns: Int, channels: Int, _ x: Double, _ y: Double, size: Double
  ) {
    let scale = size / Double(max(columns, 1))
    let places = stride(from: 0, to: pixels.count, by: channels)
    // In steps of whole pixels, which gnuplot places and scales itself.
    let frame = [
      "\(number(x))+($1+0.5)*\(number(scale))", "\(number(y))+($2+0.5)*\(number(scale))",
    ]
    .map { "(\($0))" }.joined(separator: ":")
    guard channels == 3 else {
      let rows = places.map { pixels[$0] }.chunked(columns).map { $0.map(Double.init) }
      parts.append("\(setup.data(rows)) matrix using \(frame):3 with image")
      return
    }
    let rows = places.enumerated().map { index, place in
      [Double(index % columns), Double(index / columns)]
        + pixels[place..<place + 3].map(Double.init)
    }
    parts.append("\(setup.data(rows)) using \(frame):3:4:5 with rgbimage")
  }

  /// The drawing's commands.
  var script: PlotScript {
    var script = setup
    script.plot(parts.isEmpty ? ["NaN"] : parts)
    return script
  }

  private func number(_ value: Double) -> String { Significant.text(value) }
}

extension [UInt8] {
  /// Rows of so many, the last one maybe shorter.
  fileprivate func chunked(_ size: Int) -> [ArraySlice<UInt8>] {
    stride(from: 0, to: count, by: Swift.max(size, 1)).map {
      self[$0..<Swift.min($0 + size, count)]
    }
  }
}
