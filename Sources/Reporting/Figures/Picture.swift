import Foundation
import Statistics

/// A picture to be drawn: what the report says of it, and gnuplot's commands without a terminal.
struct Picture: Sendable {
  let figure: Figure
  /// The width in pixels of a screen.
  var width = 720
  /// The height in pixels of a screen.
  let height: Int
  /// Pixels of the PNG file for one of a screen.
  var density = 2.0
  let script: PlotScript
}

/// A picture that was drawn.
struct DrawnPicture: Sendable {
  let figure: Figure
  let svg: Data
  let png: Data
}

extension Gnuplot {
  /// Draws pictures, all in one process a format.
  ///
  /// - Parameter pictures: their figures' names are all different.
  /// - Returns: as many, in the same order.
  /// - Throws: `ReportError.drawing`.
  func draw(_ pictures: [Picture]) throws(ReportError) -> [DrawnPicture] {
    guard !pictures.isEmpty else { return [] }
    let files = pictures.indices.flatMap { ["\($0).svg", "\($0).png"] }
    let data = try run(["-d", "-"], script: Self.script(of: pictures), reading: files)
    return pictures.enumerated().map { index, picture in
      DrawnPicture(figure: picture.figure, svg: data[2 * index], png: data[2 * index + 1])
    }
  }

  /// Every picture on both terminals; the files are named by number.
  private static func script(of pictures: [Picture]) -> String {
    var lines: [String] = []
    for (index, picture) in pictures.enumerated() {
      lines += ["reset session"] + picture.script.data
      for (terminal, suffix) in [(svg(picture), "svg"), (png(picture), "png")] {
        lines += [
          "reset; set encoding utf8; set minussign", terminal, "set output '\(index).\(suffix)'",
        ]
        lines += picture.script.commands + ["unset multiplot", "unset output"]
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func svg(_ picture: Picture) -> String {
    "set terminal svg size \(picture.width),\(picture.height) dynamic font 'sans-serif,13' "
      + "noenhanced butt background '#ffffff'"
  }

  /// More pixels than on a screen, for printing and for screens that have them.
  private static func png(_ picture: Picture) -> String {
    let scale = picture.density
    let size = [picture.width, picture.height].map { "\(Int((Double($0) * scale).rounded()))" }
    return "set terminal pngcairo size \(size[0]),\(size[1]) font 'DejaVu Sans,13' "
      + "fontscale \(Significant.text(scale * 0.75)) linewidth \(Significant.text(scale)) "
      + "pointscale \(Significant.text(scale)) noenhanced butt background '#ffffff'"
  }
}
